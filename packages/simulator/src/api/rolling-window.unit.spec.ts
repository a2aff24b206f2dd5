import { describe, expect, it } from 'vitest'
import { createRollingWindow } from './rolling-window.ts'

describe('createRollingWindow', () => {
  it('lets the limit pass and refuses the next', () => {
    const window = createRollingWindow(3, 1000)

    const waits = [0, 10, 20, 30].map((ms) => window.take(ms))

    expect(waits).toEqual([0, 0, 0, 1010 - 30])
  })

  it('rolls with every request instead of starting anew at the edge of a clock', () => {
    const window = createRollingWindow(2, 1000)

    const waits = [900, 999, 1001, 1899, 1900, 2001].map((ms) => window.take(ms) > 0)

    // 1001 still sees 900 and 999; 1900 still sees 1001 and 1899; so does 2001, which sees 1899 and 1900.
    expect(waits).toEqual([false, false, true, true, true, true])
  })

  it('forgets a request that is exactly as old as the window', () => {
    const window = createRollingWindow(1, 1000)

    const waits = [0, 1000, 1999].map((ms) => window.take(ms))

    expect(waits).toEqual([0, 0, 1000])
  })

  it('counts refused requests too, so that hammering keeps the door shut', () => {
    const window = createRollingWindow(1, 1000)

    const waits = [0, 500, 1000, 1400].map((ms) => window.take(ms))

    expect(waits).toEqual([0, 1000, 1000, 1000])
  })

  it('remembers the most that any window held', () => {
    const window = createRollingWindow(2, 1000)

    for (const ms of [0, 1, 2, 3, 5000, 5001]) window.take(ms)

    expect(window.largest()).toBe(4)
  })

  it('holds exactly what a count over all times holds, for a long run', () => {
    const limit = 50
    const window = createRollingWindow(limit, 1000)
    const times = Array.from({ length: 20_000 }, (_, index) => index * 20 - (index % 13))

    const refused = times.filter((ms) => window.take(ms) > 0).length

    const counts = times.map(
      (ms, index) => times.slice(Math.max(0, index - 400), index + 1).filter((other) => other > ms - 1000).length,
    )
    expect(refused).toBe(counts.filter((count) => count > limit).length)
    expect(window.largest()).toBe(Math.max(...counts))
  })
})
