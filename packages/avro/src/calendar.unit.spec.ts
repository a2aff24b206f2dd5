import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fromEpochDay, toDate, toEpochDay, toTimestampMillis } from './calendar.ts'

describe('toTimestampMillis', () => {
  it.each([
    ['2023-04-27T11:48:57Z', Date.UTC(2023, 3, 27, 11, 48, 57)],
    ['2023-04-27T11:48:57.1Z', Date.UTC(2023, 3, 27, 11, 48, 57, 100)],
    ['2023-04-27T11:48:57.123Z', Date.UTC(2023, 3, 27, 11, 48, 57, 123)],
    ['2023-04-27T11:48Z', Date.UTC(2023, 3, 27, 11, 48)],
    ['1970-01-01T00:00:00Z', 0],
    ['1969-12-31T23:59:59.999Z', -1],
    ['2024-02-29T00:00:00Z', Date.UTC(2024, 1, 29)],
  ])('reads %s', (iso, millis) => {
    expect(toTimestampMillis(iso)).toBe(millis)
  })

  it('cuts off what is finer than a millisecond, before 1970 too', () => {
    expect(toTimestampMillis('2023-04-27T11:48:57.9999999Z')).toBe(Date.UTC(2023, 3, 27, 11, 48, 57, 999))
    expect(toTimestampMillis('1969-12-31T23:59:59.9999999Z')).toBe(-1)
  })

  it('takes a time without a zone as UTC', () => {
    expect(toTimestampMillis('2023-04-27T11:48:57')).toBe(Date.UTC(2023, 3, 27, 11, 48, 57))
  })

  it('reckons with an offset, over midnight too', () => {
    expect(toTimestampMillis('2023-01-01T00:30:00+02:00')).toBe(Date.UTC(2022, 11, 31, 22, 30))
    expect(toTimestampMillis('2022-12-31T23:30:00-05:30')).toBe(Date.UTC(2023, 0, 1, 5))
  })

  it('knows the first year that a .NET service can send', () => {
    expect(toTimestampMillis('0001-01-01T00:00:00Z')).toBe(-62_135_596_800_000)
  })

  it.each([
    '',
    'yesterday',
    '2023-04-27',
    '2023-02-30T00:00:00Z',
    '2023-02-29T00:00:00Z',
    '1900-02-29T00:00:00Z',
    '2023-13-01T00:00:00Z',
    '2023-00-01T00:00:00Z',
    '2023-01-00T00:00:00Z',
    '2023-04-31T00:00:00Z',
    '0000-01-01T00:00:00Z',
    '2023-04-27T24:00:00Z',
    '2023-04-27T11:60:00Z',
    '2023-04-27T11:48:60Z',
    '2023-04-27T11:48:57+24:00',
    '2023-04-27 11:48:57Z',
    '2023-04-27T11:48:57.Z',
    '2023-04-27T11:48:57Z\n',
    ' 2023-04-27T11:48:57Z',
    '20230427T114857Z',
    '2o23-04-27T11:48:57Z',
    '2023-04-27T11:48:5/Z',
    '2023-04-27T1 :48:57Z',
    '+002023-04-27T11:48:57Z',
  ])('has no time for %j', (iso) => {
    expect(toTimestampMillis(iso)).toBeUndefined()
  })

  it('agrees with Date wherever Date is right', () => {
    const date = fc.date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })
    fc.assert(
      fc.property(date, (value) => {
        const wholeSecond = Math.floor(value.getTime() / 1000) * 1000

        expect(toTimestampMillis(value.toISOString())).toBe(value.getTime())
        expect(toTimestampMillis(`${value.toISOString().slice(0, 19)}Z`)).toBe(wholeSecond)
      }),
    )
  })
})

describe('toDate', () => {
  it.each(['2023-04-27', '2024-02-29', '2000-02-29', '1969-07-20', '0001-01-01', '9999-12-31'])('keeps %s', (iso) => {
    expect(toDate(iso)).toBe(iso)
  })

  it.each([
    '2023-02-30',
    '2023-02-29',
    '1900-02-29',
    '2023-00-10',
    '2023-13-10',
    '2023-06-31',
    '0000-01-01',
    '',
    'x',
    '2023-1-1',
  ])('has no day for %j', (iso) => {
    expect(toDate(iso)).toBeUndefined()
  })
})

describe('days since 1970', () => {
  it('counts backwards before 1970', () => {
    expect(toEpochDay('1969-12-31')).toBe(-1)
    expect(fromEpochDay(-1)).toBe('1969-12-31')
  })

  it('gives every day of ten thousand years back, and nothing outside them', () => {
    fc.assert(
      fc.property(fc.integer({ min: -719_162, max: 2_932_896 }), (day) => {
        expect(toEpochDay(fromEpochDay(day) ?? '')).toBe(day)
      }),
    )
    expect([fromEpochDay(-719_163), fromEpochDay(2_932_897), fromEpochDay(0.5)]).toEqual([
      undefined,
      undefined,
      undefined,
    ])
  })
})
