import { describe, expect, it } from 'vitest'
import { parseMoment } from './parse-moment.ts'

const now = Date.UTC(2026, 10, 28, 12)

describe('parseMoment', () => {
  it.each([
    ['90s', now - 90_000],
    ['15m', now - 900_000],
    ['1.5h', now - 5_400_000],
    ['7d', now - 7 * 86_400_000],
  ])('reads %s as so long ago', (text, moment) => {
    expect(parseMoment(text, now)).toBe(moment)
  })

  it.each([
    ['2026-11-28', Date.UTC(2026, 10, 28)],
    ['2026-11-28T09:30', Date.UTC(2026, 10, 28, 9, 30)],
    ['2026-11-28T09:30:15.250Z', Date.UTC(2026, 10, 28, 9, 30, 15, 250)],
    ['2026-11-28T09:30+01:00', Date.UTC(2026, 10, 28, 8, 30)],
  ])('reads %s as a time, UTC where it says nothing else', (text, moment) => {
    expect(parseMoment(text, now)).toBe(moment)
  })

  it.each(['yesterday', '7', '7w', '2026-13-01', '28.11.2026', ''])('refuses %j and says what it may be', (text) => {
    expect(() => parseMoment(text, now)).toThrow('2026-11-28T09:30Z, or how long ago')
  })
})
