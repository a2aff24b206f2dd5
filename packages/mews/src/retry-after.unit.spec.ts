import fc from 'fast-check'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { toRestMs } from './retry-after.ts'

const now = Date.UTC(2026, 0, 31, 12, 0, 0)

afterEach(() => {
  vi.unstubAllEnvs()
})

describe('toRestMs', () => {
  it.each([
    ['30', 30_000],
    [' 1.5 ', 1_500],
    ['0.001', 1_000],
  ])('reads %j as seconds, and rests for one at least', (header, restMs) => {
    expect(toRestMs(header, undefined, now)).toBe(restMs)
  })

  it.each([
    'Sat, 31 Jan 2026 12:00:45 GMT',
    'Saturday, 31-Jan-26 12:00:45 GMT',
    'Sat Jan 31 12:00:45 2026',
    '2026-01-31T12:00:45Z',
    '2026-01-31T12:00:45',
    '2026-01-31T12:00:45.000',
    '2026-01-31T13:00:45+01:00',
  ])('reads the date %j as the time until then, in whatever zone we are', (header) => {
    vi.stubEnv('TZ', 'Pacific/Auckland')
    expect(new Date(now).getTimezoneOffset()).not.toBe(0)

    expect(toRestMs(header, undefined, now)).toBe(45_000)
  })

  it.each([-3_600_000, -60_000, 60_000, 3_600_000])(
    'measures a date against that of its answer, with our clock off by %d ms',
    (off) => {
      const sentAt = 'Sat, 31 Jan 2026 12:00:00 GMT'

      expect(toRestMs('Sat, 31 Jan 2026 12:00:45 GMT', sentAt, now + off)).toBe(45_000)
    },
  )

  it.each([undefined, '', 'today', '17'])('measures a date against our clock, where its answer is of %j', (sentAt) => {
    expect(toRestMs('Sat, 31 Jan 2026 12:00:45 GMT', sentAt, now)).toBe(45_000)
  })

  it.each(['0', '0.0', 'Sat, 31 Jan 2026 12:00:00 GMT', 'Sat, 31 Jan 2026 11:59:00 GMT'])(
    'takes %j, which means no rest, for no word of how long to rest',
    (header) => {
      expect(toRestMs(header, undefined, now)).toBeUndefined()
    },
  )

  it.each(['999999999', 'Fri, 31 Jan 2036 12:00:00 GMT'])('believes at most an hour of %j', (header) => {
    expect(toRestMs(header, undefined, now)).toBe(3_600_000)
  })

  it('believes no more of seconds that are too many for a number', () => {
    expect(toRestMs('9'.repeat(400), undefined, now)).toBe(3_600_000)
  })

  it.each([undefined, '', 'soon', '-5', 'in 5 minutes', 'soon 5', 'NaN', 'Infinity', '1e3', '99:99:99'])(
    'says nothing of %j',
    (header) => {
      expect(toRestMs(header, undefined, now)).toBeUndefined()
    },
  )

  it('says nothing, or something between a second and an hour, whatever the headers are', () => {
    const date = fc.date({ noInvalidDate: true }).map((at) => at.toUTCString())
    const header = fc.option(
      fc.oneof(
        fc.string(),
        date,
        date.map((text) => text.replace(/ GMT$/, '')),
        fc.nat().map(String),
        fc.double().map(String),
      ),
      { nil: undefined },
    )
    fc.assert(
      fc.property(header, header, fc.integer(), (retryAfter, sentAt, off) => {
        const restMs = toRestMs(retryAfter, sentAt, now + off) ?? 1_000

        expect(restMs).toBeGreaterThanOrEqual(1_000)
        expect(restMs).toBeLessThanOrEqual(3_600_000)
      }),
      { numRuns: 2_000 },
    )
  })
})
