import { describe, expect, it } from 'vitest'
import { checkCompatibility } from './compatibility.ts'
import type { AvroField, AvroSchema, AvroType } from './schema.ts'

const recordOf = (fields: AvroField[], attributes: object = {}): AvroSchema => ({
  type: 'record',
  name: 'R',
  namespace: 'n',
  fields,
  ...attributes,
})
const id: AvroField = { name: 'id', type: 'string' }
const field = (type: AvroType, more: object = {}): AvroField => ({ name: 'f', type, ...more })
const json = { type: 'string', 'connect.name': 'io.debezium.data.Json' } as const
const decimal = { type: 'bytes', logicalType: 'decimal', precision: 28, scale: 8 } as const
const enumOf = (...symbols: string[]): AvroType => ({ type: 'enum', name: 'E', symbols })

const change = (older: AvroField, newer: AvroField) => checkCompatibility(recordOf([id, older]), recordOf([id, newer]))
const rulesOf = (older: AvroField, newer: AvroField) =>
  change(older, newer).map(({ field, rule }) => `${field} ${rule}`)

describe('what may change', () => {
  it.each<[string, AvroSchema, AvroSchema]>([
    ['nothing', recordOf([id]), recordOf([id])],
    ['a field with a default is added', recordOf([id]), recordOf([id, field(['null', 'string'], { default: null })])],
    ['a required field with a default is added', recordOf([id]), recordOf([id, field('int', { default: 0 })])],
    ['fields change places', recordOf([id, field('int')]), recordOf([field('int'), id])],
    ['a doc', recordOf([{ ...id, doc: 'old' }], { doc: 'old' }), recordOf([{ ...id, doc: 'new' }], { doc: 'new' })],
    ['other attributes', recordOf([{ ...id, mews: 'Id' }]), recordOf([id], { mews_ignored: ['Address.Id'] })],
    ['a default is added', recordOf([field('int')]), recordOf([field('int', { default: 0 })])],
    ['null stands last in a union', recordOf([field(['null', 'string'])]), recordOf([field(['string', 'null'])])],
    ['a type is written at length', recordOf([field('string')]), recordOf([field({ type: 'string' })])],
    ['a namespace is written in the name', recordOf([id]), { type: 'record', name: 'n.R', fields: [id] }],
  ])('%s', (_, older, newer) => {
    expect(checkCompatibility(older, newer)).toEqual([])
  })
})

describe('what breaks the contract', () => {
  it('a field that is removed, although Avro would allow it with a default', () => {
    const older = recordOf([id, field(['null', 'string'], { default: null })])

    expect(checkCompatibility(older, recordOf([id]))).toEqual([
      { field: 'f', rule: 'field-removed', detail: 'a field stays for ever' },
    ])
  })

  it('a field that is renamed, although an alias would do in Avro', () => {
    const renamed: AvroField = { name: 'g', type: 'string', aliases: ['f'], default: '' }

    expect(rulesOf(field('string'), renamed)).toEqual(['f field-removed'])
  })

  it('a new field without a default', () => {
    expect(checkCompatibility(recordOf([id]), recordOf([id, field(['null', 'string'])]))).toMatchObject([
      { field: 'f', rule: 'added-without-default' },
    ])
  })

  it('another name of the record, or another namespace', () => {
    const renamed = checkCompatibility(recordOf([id]), recordOf([id], { name: 'Other' }))
    const moved = checkCompatibility(recordOf([id]), recordOf([id], { namespace: 'm' }))

    expect(renamed).toEqual([{ field: 'n.Other', rule: 'record-renamed', detail: 'n.R became n.Other' }])
    expect(moved).toEqual([{ field: 'm.R', rule: 'record-renamed', detail: 'n.R became m.R' }])
  })

  it.each<[string, AvroField, AvroField, string]>([
    ['another type', field('string'), field('int'), 'type-changed'],
    ['a wider type, which older readers cannot read', field('int'), field('long'), 'type-changed'],
    ['a narrower type', field('long'), field('int'), 'type-changed'],
    ['another nullable type', field(['null', 'string']), field(['null', 'boolean']), 'type-changed'],
    ['a branch more', field(['null', 'string']), field(['null', 'string', 'int']), 'type-changed'],
    ['other items', field({ type: 'array', items: 'string' }), field({ type: 'array', items: 'int' }), 'type-changed'],
    [
      'nullable items',
      field({ type: 'array', items: 'string' }),
      field({ type: 'array', items: ['null', 'string'] }),
      'type-changed',
    ],
    ['another symbol', field(enumOf('A')), field(enumOf('A', 'B')), 'type-changed'],
    [
      'a changed record inside',
      field(recordOf([id], { name: 'I' })),
      field(recordOf([{ ...id, type: 'int' }], { name: 'I' })),
      'type-changed',
    ],
    ['null allowed', field('string'), field(['null', 'string']), 'became-nullable'],
    ['null forbidden', field(['null', 'string']), field('string'), 'became-required'],
    ['a logical type lost', field({ type: 'int', logicalType: 'date' }), field('int'), 'logical-type-changed'],
    [
      'a logical type gained',
      field('long'),
      field({ type: 'long', logicalType: 'timestamp-millis' }),
      'logical-type-changed',
    ],
    ['another scale', field(decimal), field({ ...decimal, scale: 2 }), 'logical-type-changed'],
    [
      'another precision, nullable',
      field(['null', decimal]),
      field(['null', { ...decimal, precision: 30 }]),
      'logical-type-changed',
    ],
    ['a default lost', field('int', { default: 0 }), field('int'), 'default-removed'],
    ['another default', field('int', { default: 0 }), field('int', { default: 1 }), 'default-changed'],
    ['another warehouse type', field('string'), field(json), 'connect-name-changed'],
    ['another warehouse type, nullable', field(['null', json]), field(['null', 'string']), 'connect-name-changed'],
    [
      'another warehouse type, said of the field',
      field('string'),
      field('string', { 'connect.name': 'x' }),
      'connect-name-changed',
    ],
  ])('%s', (_, older, newer, rule) => {
    expect(rulesOf(older, newer)).toEqual([`f ${rule}`])
  })

  it('another name for the warehouse on the record', () => {
    const newer = recordOf([id], { 'connect.name': 'x' })

    expect(checkCompatibility(recordOf([id]), newer)).toMatchObject([{ field: 'n.R', rule: 'connect-name-changed' }])
  })

  it('all of it at once, field by field, with what was and what is', () => {
    const older = recordOf([id, field(['null', 'string'], { default: null }), { name: 'gone', type: 'int' }])
    const newer = recordOf([{ ...id, type: ['null', 'long'] }, field(decimal), { name: 'added', type: 'int' }])

    expect(checkCompatibility(older, newer)).toEqual([
      { field: 'id', rule: 'became-nullable', detail: 'who reads with the older schema cannot read null' },
      { field: 'id', rule: 'type-changed', detail: 'string became long' },
      { field: 'f', rule: 'became-required', detail: 'older records may hold null' },
      { field: 'f', rule: 'type-changed', detail: 'string became bytes' },
      { field: 'f', rule: 'logical-type-changed', detail: 'none became decimal(28,8)' },
      { field: 'f', rule: 'default-removed', detail: 'records written before the field came need it' },
      { field: 'gone', rule: 'field-removed', detail: 'a field stays for ever' },
      {
        field: 'added',
        rule: 'added-without-default',
        detail: 'records written before have no value for it: give it a default',
      },
    ])
  })

  it('what only avsc finds, both ways', () => {
    const inner = (namespace: string) => field(recordOf([id], { name: 'I', namespace }))

    expect(change(inner('a'), inner('b'))).toMatchObject([
      {
        field: 'n.R',
        rule: 'unresolvable',
        detail: expect.stringContaining('the newer schema cannot read older records'),
      },
      {
        field: 'n.R',
        rule: 'unresolvable',
        detail: expect.stringContaining('the older schema cannot read newer records'),
      },
    ])
  })

  it('but nothing can be said of what is no valid Avro', () => {
    expect(() => checkCompatibility(recordOf([field('uuid')]), recordOf([field('uuid')]))).toThrow(
      expect.objectContaining({ code: 'avro.schema' }),
    )
  })
})
