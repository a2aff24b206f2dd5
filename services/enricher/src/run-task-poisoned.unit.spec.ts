import { describe, expect, it, vi } from 'vitest'
import { mewsEntities } from './fakes/entities.ts'
import { fakeTime } from './fakes/fake-time.ts'
import { pageOf, refused } from './fakes/mews.ts'
import { endedIn, event, grand, openTask, petite, readDeadLetter } from './fakes/open-task.ts'
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

/** Ids of the calls that failed for a bad one, and the dead letters. */
async function runPoisoned(latencyMs: number, isShared: boolean) {
  const { task, put, running, calls } = openTask(
    async ({ ids }) => {
      if (!ids.includes('bad')) return undefined
      await new Promise((resolve) => setTimeout(resolve, latencyMs))
      return refused(500)
    },
    { isFedBack: true },
  )
  put(...Array.from({ length: 50 }, (_, nth) => event(`good ${nth}`, { entity_id: `good ${nth}` })))
  put(event('bad', { entity_id: 'bad' }))
  const run = running()
  for (let nth = 0; nth < 60 * 20; nth += 1) {
    put(event(`fresh ${nth}`, { entity_id: `fresh ${nth}` }))
    if (isShared)
      put(event(`other ${nth}`, { entity_id: `other ${nth}`, enterprise_id: petite.enterpriseIds[0] ?? '' }))
    await vi.advanceTimersByTimeAsync(3_000)
  }
  task.abort()
  await runUntil(run)
  const letters = task.turns.flatMap(({ records }) => records).filter(({ topic }) => topic === topics.deadLetterEvents)
  return { bad: calls.filter(({ ids }) => ids.includes('bad')), letters, ended: new Set(endedIn(task)) }
}

describe('an id that fails slowly', () => {
  it.each([
    ['in a partition that lanes share', 1_500, true],
    ['alone in its partition', 1_500, false],
    ['at once, in a partition that lanes share', 10, true],
  ])('is found too: %s', async (_where, latencyMs, isShared) => {
    const { bad, letters, ended } = await runPoisoned(latencyMs, isShared)

    expect(letters.map(({ value }) => readDeadLetter(value).event_id)).toEqual(['bad'])
    expect(Array.from({ length: 50 }, (_, nth) => `good ${nth}`).filter((id) => !ended.has(id))).toEqual([])
    expect(bad.length).toBeLessThanOrEqual(40)
  })
})

describe('an operation that fails whatever is asked for', () => {
  it('costs a few calls a minute, and holds up no other', async () => {
    let isDown = true
    const { task, put, running, calls } = openTask(
      ({ operation }) => (isDown && operation === 'reservations/getAll/2023-06-06' ? refused(500) : undefined),
      { isFedBack: true },
    )
    const reservation = (id: string) => event(id, { entity_id: id, discriminator: 'ServiceOrderUpdated' })
    put(...Array.from({ length: 1_000 }, (_, nth) => reservation(`r ${nth}`)))
    const run = running()
    const late: number[] = []
    for (let minute = 0; minute < 30; minute += 1) {
      put(event(`fresh ${minute}`, { entity_id: `fresh ${minute}` }))
      await vi.advanceTimersByTimeAsync(minuteMs)
      if (!endedIn(task).includes(`fresh ${minute}`)) late.push(minute)
    }
    const wasted = calls.filter(({ operation }) => operation.startsWith('reservations')).length
    isDown = false
    await vi.advanceTimersByTimeAsync(15 * minuteMs)
    task.abort()
    await runUntil(run)

    expect(wasted).toBeGreaterThan(5)
    expect(wasted).toBeLessThanOrEqual(30 * 10)
    expect(late.filter((minute) => minute >= 3)).toEqual([])
    expect(new Set(endedIn(task)).size).toBe(1_030)
  })
})

describe('an id that stands first, at a token of few calls', () => {
  it.each([1, 3])(
    'does not keep the others from being asked for, though nothing fresh comes: %i of them',
    async (bad) => {
      const { task, put, running, directory } = openTask(
        ({ ids }) => (ids.some((id) => id.startsWith('bad')) ? refused(500) : undefined),
        { isFedBack: true },
      )
      directory.change([{ ...grand, requestsPerWindow: 20 }, petite])
      put(...Array.from({ length: bad }, (_, nth) => event(`bad ${nth}`, { entity_id: `bad ${nth}` })))
      put(...Array.from({ length: 50 }, (_, nth) => event(`good ${nth}`, { entity_id: `good ${nth}` })))
      const run = running()
      for (let nth = 0; nth < 60; nth += 1) {
        put(event(`r ${nth}`, { entity_id: `r ${nth}`, discriminator: 'ServiceOrderUpdated' }))
        await vi.advanceTimersByTimeAsync(10_000)
      }
      task.abort()
      await runUntil(run)

      expect(endedIn(task).filter((id) => id?.startsWith('good'))).toHaveLength(50)
    },
  )
})

describe('a thread at which Mews always fails', () => {
  it('holds up no messages but its own, which are given up in the end', async () => {
    const threads = new Map<string, string>()
    const { task, put, running } = openTask(
      ({ operation, ids }) => {
        if (operation === 'messageThreads/getAll') return pageOf([])
        if (ids.includes('bad thread')) return refused(500)
        const found = [...threads].filter(([, thread]) => ids.includes(thread))
        return pageOf(found.map(([id]) => ({ ...mewsEntities.message, Id: id })))
      },
      { isFedBack: true },
    )
    const message = (id: string, thread: string) => {
      threads.set(id, thread)
      const value = JSON.stringify({ Id: id, MessageThreadId: thread })
      return event(id, { entity_id: id, discriminator: 'MessageAdded', value })
    }
    put(...Array.from({ length: 20 }, (_, nth) => message(`m ${nth}`, `thread ${nth}`)))
    put(message('bad', 'bad thread'))
    const run = running()
    for (let nth = 0; nth < 45; nth += 1) {
      put(message(`fresh ${nth}`, `fresh thread ${nth}`))
      await vi.advanceTimersByTimeAsync(2 * minuteMs)
    }
    task.abort()
    await runUntil(run)

    const letters = task.turns
      .flatMap(({ records }) => records)
      .filter(({ topic }) => topic === topics.deadLetterEvents)
    expect(letters.map(({ value }) => readDeadLetter(value))).toMatchObject([{ event_id: 'bad', reason: 'exhausted' }])
    expect(new Set(endedIn(task)).size).toBe(20 + 45 + 1)
  })
})
