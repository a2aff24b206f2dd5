import { describe, expect, it } from 'vitest'
import { renderDuration, renderMoment } from './render-time.ts'

describe('a length of time', () => {
  it.each([
    [400, '0 s'],
    [59_000, '59 s'],
    [60_000, '1 min'],
    [95_000, '1 min 35 s'],
    [7_260_000, '2 h 1 min'],
    [90_000_000, '1 d 1 h'],
    [-5, '0 s'],
  ])('of %d ms is told as %s', (ms, text) => {
    expect(renderDuration(ms)).toBe(text)
  })
})

describe('a moment', () => {
  it('is told in UTC, to the second', () => {
    expect(renderMoment(Date.UTC(2026, 10, 28, 9, 30, 5, 999))).toBe('2026-11-28T09:30:05Z')
  })
})
