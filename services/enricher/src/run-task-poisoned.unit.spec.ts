import { describe, expect, it, vi } from 'vitest'
import { fakeTime } from './fakes/fake-time.ts'
import { refused } from './fakes/mews.ts'
import { endedIn, event, openTask, readDeadLetter } from './fakes/open-task.ts'
import { topics } from './fakes/registry.ts'
import { runUntil } from './fakes/run-until.ts'

fakeTime()

const minuteMs = 60_000

describe('an id at which Mews always fails', () => {
  it.each([
    ['500', refused(500)],
    ['an answer cut off', { kind: 'unreachable', cause: 'truncated' } as const],
  ])('holds up nothing but itself, and is given up in the end: %s', async (_what, failure) => {
    const { task, put, running, calls } = openTask(({ ids }) => (ids.includes('bad') ? failure : undefined), {
      isFedBack: true,
    })
    put(...Array.from({ length: 50 }, (_, nth) => event(`good ${nth}`, { entity_id: `good ${nth}` })))
    put(event('bad', { entity_id: 'bad' }))
    const run = running()
    const late: number[] = []
    for (let minute = 0; minute < 90; minute += 1) {
      put(event(`fresh ${minute}`, { entity_id: `fresh ${minute}` }))
      await vi.advanceTimersByTimeAsync(minuteMs)
      if (!endedIn(task).includes(`fresh ${minute}`)) late.push(minute)
    }
    task.abort()
    await runUntil(run)

    const ended = endedIn(task)
    expect(ended).toHaveLength(50 + 90 + 1)
    expect(new Set(ended).size).toBe(ended.length)
    const letters = task.turns
      .flatMap(({ records }) => records)
      .filter(({ topic }) => topic === topics.deadLetterEvents)
    expect(letters.map(({ value }) => readDeadLetter(value))).toMatchObject([{ event_id: 'bad', reason: 'exhausted' }])
    // Some are held up while it is not found yet, with the host's breaker open; from then on none is.
    expect(late.filter((minute) => minute >= 5)).toEqual([])
    expect(calls.filter(({ ids }) => ids.includes('bad')).length).toBeLessThanOrEqual(80)
  })
})
