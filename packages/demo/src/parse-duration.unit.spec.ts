import { describe, expect, it } from 'vitest'
import { parseCount, parseDuration } from './parse-duration.ts'

describe('durations and counts', () => {
  it.each([
    ['60s', 60_000],
    ['5m', 300_000],
    ['1.5h', 5_400_000],
    ['80ms', 80],
    ['7', 7_000],
  ])('reads %s', (text, milliseconds) => {
    expect(parseDuration(text)).toBe(milliseconds)
  })

  it.each(['', 'soon', '-1s', '1 s', '5d'])('refuses %j as a duration', (text) => {
    expect(() => parseDuration(text)).toThrow(/number and ms, s, m or h/)
  })

  it.each(['0', '-3', '1.5', 'many', ''])('refuses %j as a count', (text) => {
    expect(() => parseCount(text)).toThrow(/whole number of at least 1/)
  })
})
