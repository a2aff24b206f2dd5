import { describe, expect, it } from 'vitest'
import { toClockCheck } from './to-clock-check.ts'

const now = Date.UTC(2026, 10, 28, 12)
const check = (theirs: number) => toClockCheck('Mews', new Date(theirs).toUTCString(), now, now + 300)

describe('a clock', () => {
  it.each([0, -4_000, 4_000])('that is off by %d ms agrees', (offMs) => {
    expect(check(now + offMs)).toMatchObject({ isFine: true })
  })

  it('that is off by more is told of, with how much and what to do', () => {
    expect(check(now + 90_000)).toMatchObject({ isFine: false, text: 'Mews is 1 min 30 s ahead of ours' })
    expect(check(now - 91_000)).toMatchObject({ isFine: false, text: 'Mews is 1 min 30 s behind ours' })
    expect(check(now - 91_000).remedy).toContain('NTP')
  })

  it('that is not told, or in words that are no time, is not judged', () => {
    expect(toClockCheck('Mews', null, now, now).isFine).toBeUndefined()
    expect(toClockCheck('Mews', 'noon', now, now).isFine).toBeUndefined()
  })
})
