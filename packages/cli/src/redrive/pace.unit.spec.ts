import { describe, expect, it } from 'vitest'
import { createPace, eventsPerBatch } from './pace.ts'

/** A clock that stands still but for sleeps. */
function createClock() {
  let now = 1_000
  return {
    now: () => now,
    sleep: (ms: number) => {
      now += ms
      return Promise.resolve()
    },
  }
}

describe('the pace of writing', () => {
  it('lets the first batch go at once, and each next one when the one before is paid for', async () => {
    const clock = createClock()
    const pace = createPace(50, clock.now, clock.sleep)
    const times: number[] = []
    for (const events of [50, 50, 25, 1]) {
      await pace(events)
      times.push(clock.now() - 1_000)
    }

    expect(times).toEqual([0, 1_000, 2_000, 2_500])
  })

  it('saves nothing up while nothing is written', async () => {
    const clock = createClock()
    const pace = createPace(10, clock.now, clock.sleep)
    await pace(10)
    await clock.sleep(60_000)
    await pace(10)
    const before = clock.now()
    await pace(10)

    expect(clock.now() - before).toBe(1_000)
  })

  it('never waits without a rate', async () => {
    const pace = createPace(
      undefined,
      () => 0,
      () => Promise.reject(new Error('slept')),
    )

    await expect(pace(1_000_000)).resolves.toBeUndefined()
  })

  it('makes small batches of a slow rate and bounded ones of a fast', () => {
    expect([0.5, 1, 40, 500, 9_000, undefined].map(eventsPerBatch)).toEqual([1, 1, 40, 500, 500, 500])
  })
})
