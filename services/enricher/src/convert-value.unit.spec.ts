import type { ValueType } from '@bellhop/records'
import { describe, expect, it } from 'vitest'
import { toConvert } from './convert-value.ts'

const decimalType = { type: 'bytes', logicalType: 'decimal', precision: 28, scale: 8 } as const
const timestampType = { type: 'long', logicalType: 'timestamp-millis' } as const
const dateType = { type: 'int', logicalType: 'date' } as const
const jsonType = { type: 'string', 'connect.name': 'io.debezium.data.Json' } as const
const stringsType = { type: 'array', items: 'string' } as const

const convert = (type: ValueType, value: unknown) => {
  const tally = { unmapped: 0, rounded: 0 }
  return { value: toConvert(['null', type])(value, tally), rounded: tally.rounded }
}
const converted = (type: ValueType, value: unknown) => convert(type, value).value

describe('a decimal', () => {
  it.each([
    ['12.1', '12.1'],
    ['-0.01', '-0.01'],
    ['1e-7', '0.0000001'],
    ['-3700', '-3700'],
    ['-3700.00', '-3700'],
    ['123456789012.34', '123456789012.34'],
    ['0.1', '0.1'],
    ['-0', '0'],
    ['99999999999999999999', undefined],
    ['1e19', '10000000000000000000'],
    ['1e20', undefined],
    ['1e999', undefined],
    ['"12.1"', undefined],
  ])('of the JSON %s is %s', (json, expected) => {
    expect(converted(decimalType, JSON.parse(json))).toBe(expected)
  })

  it('says when digits were lost, half of the last one going to the even neighbour', () => {
    expect(convert(decimalType, 0.123456785)).toEqual({ value: '0.12345678', rounded: 1 })
    expect(convert(decimalType, 0.5)).toEqual({ value: '0.5', rounded: 0 })
    expect(convert(decimalType, 5e-324)).toEqual({ value: '0', rounded: 1 })
  })
})

describe('a timestamp', () => {
  it.each([
    ['2026-08-10T12:00:00Z', Date.UTC(2026, 7, 10, 12)],
    ['2026-08-10T12:00:00.5Z', Date.UTC(2026, 7, 10, 12, 0, 0, 500)],
    ['2026-08-10T12:00:00.1239999Z', Date.UTC(2026, 7, 10, 12, 0, 0, 123)],
    ['2026-02-30T12:00:00Z', undefined],
    ['yesterday', undefined],
    [1_700_000_000_000, undefined],
  ])('of %j is %s', (found, expected) => {
    expect(converted(timestampType, found)).toBe(expected)
  })
})

describe('a date', () => {
  it.each([
    ['1990-02-28', '1990-02-28'],
    ['1990-02-29', undefined],
    ['1990-02-28T00:00:00Z', undefined],
    [19900228, undefined],
  ])('of %j is %s', (found, expected) => {
    expect(converted(dateType, found)).toBe(expected)
  })
})

describe('the other types', () => {
  it.each([
    ['string', '', ''],
    ['string', 5, undefined],
    ['boolean', false, false],
    ['boolean', 'true', undefined],
    ['int', -2_147_483_648, -2_147_483_648],
    ['int', 2_147_483_648, undefined],
    ['int', 0.5, undefined],
    ['long', Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER],
    ['long', 2 ** 53, undefined],
    ['double', 50.08804, 50.08804],
    ['double', '50', undefined],
    ['double', JSON.parse('1e999'), undefined],
  ] as const)('a %s of %j is %s', (type, found, expected) => {
    expect(converted(type, found)).toBe(expected)
  })

  it('keeps a list of strings, and takes no other list for one', () => {
    expect(converted(stringsType, ['a', 'b'])).toEqual(['a', 'b'])
    expect(converted(stringsType, [])).toEqual([])
    expect(converted(stringsType, ['a', null])).toBeUndefined()
    expect(converted(stringsType, 'a')).toBeUndefined()
  })

  it('keeps any JSON as JSON', () => {
    expect(converted(jsonType, [{ Count: 1, Rate: null }])).toBe('[{"Count":1,"Rate":null}]')
    expect(converted(jsonType, 'text')).toBe('"text"')
    expect(converted(jsonType, false)).toBe('false')
  })

  it('refuses JSON that is nested too deep to be written again', () => {
    const deep: unknown = JSON.parse('['.repeat(50_000) + ']'.repeat(50_000))

    expect(converted(jsonType, deep)).toBeUndefined()
  })

  it('knows no entity field of bare bytes', () => {
    expect(() => toConvert('bytes')).toThrow(TypeError)
  })
})
