import { describe, expect, it } from 'vitest'
import { toRestMs } from './to-rest.ts'

const now = 1_000_000_000

describe('how long a token rests between two tries', () => {
  it('is not at all where it was not tried', () => {
    expect(toRestMs({ windowSeconds: 30 }, undefined, now)).toBe(0)
  })

  it('is a minute', () => {
    expect(toRestMs({ windowSeconds: 30 }, now - 20_000, now)).toBe(40_000)
    expect(toRestMs({ windowSeconds: 30 }, now - 60_000, now)).toBe(0)
  })

  it('is a window where that is longer, and a second', () => {
    expect(toRestMs({ windowSeconds: 300 }, now - 60_000, now)).toBe(241_000)
  })

  it('is a minute where the clock was set back', () => {
    expect(toRestMs({ windowSeconds: 30 }, now + 5_000, now)).toBe(60_000)
  })
})
