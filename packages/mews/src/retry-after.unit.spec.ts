import { describe, expect, it } from 'vitest'
import { toRestMs } from './retry-after.ts'

const now = Date.UTC(2026, 0, 31, 12, 0, 0)

describe('toRestMs', () => {
  it.each([
    ['0', 0],
    ['30', 30_000],
    [' 1.5 ', 1_500],
  ])('reads %j as seconds', (header, restMs) => {
    expect(toRestMs(header, now)).toBe(restMs)
  })

  it('reads an HTTP date as the time until then', () => {
    expect(toRestMs('Sat, 31 Jan 2026 12:00:45 GMT', now)).toBe(45_000)
  })

  it('takes a date that has passed as no rest', () => {
    expect(toRestMs('Sat, 31 Jan 2026 11:59:00 GMT', now)).toBe(0)
  })

  it.each(['999999999', 'Fri, 31 Jan 2036 12:00:00 GMT'])('believes at most an hour of %j', (header) => {
    expect(toRestMs(header, now)).toBe(3_600_000)
  })

  it.each([undefined, '', 'soon', '-5', 'in 5 minutes', 'soon 5', 'NaN', 'Infinity', '1e3', '99:99:99'])(
    'says nothing of %j',
    (header) => {
      expect(toRestMs(header, now)).toBeUndefined()
    },
  )
})
