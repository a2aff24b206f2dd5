import { KafkaError } from '@bellhop/kafka'
import type { Answer } from '@bellhop/mews'
import { fromNote, isBalanced } from '@bellhop/records'
import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { customerOf } from './fakes/entities.ts'
import { fakeTime } from './fakes/fake-time.ts'
import { pageOf, refused } from './fakes/mews.ts'
import { endedIn, event, grand, openTask, petite, routing, runFor, topic, unchangedIn } from './fakes/open-task.ts'
import { readerOf } from './fakes/registry.ts'
import { runUntil } from './fakes/run-until.ts'
import { createFakeTask } from './fakes/task.ts'

fakeTime()

describe('the work of a task', () => {
  it('commits records, offsets and sums of a turn together', async () => {
    const { task, put, running } = openTask()
    put(event('a'), event('b', { entity_id: 'c2' }), event('c', { discriminator: 'CustomerAdded' }))

    await runFor(5_000, task, running)

    expect(task.turns).toHaveLength(1)
    const [turn] = task.turns
    expect(turn?.records.map(({ topic: name, key }) => [name, key])).toEqual([
      ['mews.entities.customer', 'c1'],
      ['mews.entities.customer', 'c2'],
      ['mews.state.entities', 'customer/c1'],
      ['mews.state.entities', 'customer/c2'],
    ])
    expect(turn?.progress).toEqual(
      new Map([
        [topic, { offset: 2, note: 'v1 2 2 0 0 0' }],
        ['mews.events.customer-added', { offset: 1, note: 'v1 1 1 0 0 0' }],
      ]),
    )
  })

  it('goes on with the sums of its last turn, and of the owner before', async () => {
    const { task, put, running } = openTask(undefined, { notes: new Map([[topic, 'v1 10 6 1 2 1']]) })
    put(event('a'))
    setTimeout(() => put(event('b'), event('c', { entity_id: 'c2' })), 3_000)

    await runFor(6_000, task, running)

    expect(task.turns.map(({ progress }) => progress.get(topic))).toEqual([
      { offset: 1, note: 'v1 11 7 1 2 1' },
      { offset: 3, note: 'v1 13 9 1 2 1' },
    ])
  })

  it('does not begin where the notes are not ours', async () => {
    const { running, calls } = openTask(undefined, { notes: new Map([[topic, 'someone else']]) })

    await expect(runUntil(running())).rejects.toThrow("is not Bellhop's")
    expect(calls).toEqual([])
  })

  it('throws a turn away when the task is lost before its commit', async () => {
    const { task, put, running, calls } = openTask()
    put(event('a'))
    const run = running()
    await vi.advanceTimersByTimeAsync(330)
    expect(calls).toHaveLength(1)

    task.abort()
    await runUntil(run)

    expect(task.turns).toEqual([])
  })

  it('rejects with what the commit rejected with, and keeps no sums of it', async () => {
    const lost = new KafkaError('kafka.task-lost', 'lost')
    const { put, running, observe, standings } = openTask(undefined, {
      beforeCommit: () => {
        throw lost
      },
    })
    put(event('a'))

    await expect(runUntil(running())).rejects.toBe(lost)

    expect(observe.failed).toHaveBeenCalledOnce()
    expect(observe.committed).not.toHaveBeenCalled()
    expect(standings.size).toBe(0)
  })

  it('throws a turn away whose reading of the directory is too old, though a newer one is good', async () => {
    const beforeCommit = () => {
      directory.outdate()
      directory.change([grand, petite])
    }
    const { put, running, directory, task, observe } = openTask(undefined, { beforeCommit })
    put(event('a'))

    await expect(runUntil(running())).rejects.toMatchObject({ code: 'kafka.task-lost' })

    expect(task.turns).toEqual([])
    expect(observe.failed).toHaveBeenCalledOnce()
  })

  it('fetches the next turn while one is committed, and commits it after that', async () => {
    let release = () => {}
    const held = new Promise<void>((resolve) => {
      release = resolve
    })
    const beforeCommit = vi.fn(() => held)
    const { task, put, running, calls } = openTask(undefined, { beforeCommit })
    put(event('a'))
    const run = running()
    await vi.advanceTimersByTimeAsync(1_000)
    put(event('b', { entity_id: 'c2' }))
    await vi.advanceTimersByTimeAsync(5_000)

    expect([calls.length, beforeCommit.mock.calls.length, task.turns.length]).toEqual([2, 1, 0])
    release()
    await vi.advanceTimersByTimeAsync(1_000)
    expect([beforeCommit.mock.calls.length, task.turns.length]).toEqual([2, 2])

    task.abort()
    await runUntil(run)
  })

  it('throws the next turn away with the one whose commit failed', async () => {
    const lost = new KafkaError('kafka.task-lost', 'lost')
    let fail = () => {}
    const failing = new Promise<void>((_, reject) => {
      fail = () => reject(lost)
    })
    const { task, put, running, calls } = openTask(undefined, { beforeCommit: () => failing })
    put(event('a'))
    const run = running()
    await vi.advanceTimersByTimeAsync(1_000)
    put(event('b', { entity_id: 'c2' }))
    await vi.advanceTimersByTimeAsync(5_000)
    fail()

    await expect(runUntil(run)).rejects.toBe(lost)
    expect([calls.length, task.turns.length]).toEqual([2, 0])
  })

  it('does not end before what it is committing is settled', async () => {
    let release = () => {}
    const held = new Promise<void>((resolve) => {
      release = resolve
    })
    const { task, put, running } = openTask(undefined, { beforeCommit: () => held })
    put(event('a'))
    const run = running()
    let hasEnded = false
    void run.then(() => {
      hasEnded = true
    })
    await vi.advanceTimersByTimeAsync(1_000)
    task.abort()
    await vi.advanceTimersByTimeAsync(5_000)

    expect(hasEnded).toBe(false)
    release()
    await runUntil(run)
    expect(task.turns).toHaveLength(1)
  })

  it('shows its budgets while it is worked for', async () => {
    const { task, put, running, standings } = openTask()
    put(event('a'))
    const run = running()
    await vi.advanceTimersByTimeAsync(1_000)

    expect([...standings].flatMap((tokens) => tokens.standings(performance.now()))).toMatchObject([
      { credential: grand, used: 1 },
    ])
    task.abort()
    await runUntil(run)
    expect(standings.size).toBe(0)
  })

  it('lets a token rest on, and an operation stay parked, when it begins anew', async () => {
    const { task, put, runTask, calls } = openTask(({ credential }) =>
      credential === 'grand' ? refused(429, 100_000) : refused(401),
    )
    put(event('a'), event('b', { enterprise_id: petite.enterpriseIds[0] ?? '' }))
    await runFor(3_000, task, () => runTask(task))
    expect(calls).toHaveLength(2)
    const again = createFakeTask()
    again.putThin([event('c'), event('d', { enterprise_id: petite.enterpriseIds[0] ?? '' })], routing)

    await runFor(90_000, again, () => runTask(again))

    expect(calls).toHaveLength(2)
    const waiting = again.turns.flatMap(({ records }) => records)
    expect(waiting.map(({ value }) => readerOf('waiting-event')(value).last_reason).sort()).toEqual([
      'deferred',
      'parked',
    ])
  })

  it('brings offsets behind the markers that stand there, when nothing has come for half a minute', async () => {
    let isBehind = true
    const { task, put, running } = openTask(undefined, {
      isBehind: () => isBehind,
      beforeCommit: ({ progress }) => {
        if (progress.size === 0) isBehind = false
      },
    })
    put(event('e1'))
    const run = running()
    await vi.advanceTimersByTimeAsync(25_000)
    const before = task.turns.length

    await vi.advanceTimersByTimeAsync(120_000)
    task.abort()
    await runUntil(run)

    expect(before).toBe(1)
    expect(task.turns.slice(1)).toEqual([expect.objectContaining({ records: [], progress: new Map() })])
  })

  it('takes nothing while the task is not ours', async () => {
    let isOurs = false
    const { task, put, running, calls } = openTask(undefined, { owns: () => isOurs })
    put(event('a'))
    setTimeout(() => {
      expect(calls).toEqual([])
      isOurs = true
    }, 5_000)

    await runFor(10_000, task, running)

    expect(task.turns).toHaveLength(1)
  })

  it('asks once more after 10 s for an entity that is missing, then makes a dead letter', async () => {
    const { task, put, running, calls } = openTask(() => pageOf([]), { isFedBack: true })
    put(event('a'))

    await runFor(30_000, task, running)

    expect((calls[1]?.at ?? 0) - (calls[0]?.at ?? 0)).toBeGreaterThanOrEqual(10_000)
    expect(calls).toHaveLength(2)
    const [waiting, dead] = task.turns.flatMap(({ records }) => records)
    expect(readerOf('waiting-event')(waiting?.value ?? null)).toMatchObject({ attempts: 1, last_reason: 'absent' })
    expect(readerOf('dead-letter')(dead?.value ?? null)).toMatchObject({
      reason: 'absent',
      attempts: 2,
      source_topic: 'mews.retries.10s',
      event_id: 'a',
    })
  })
})

describe('a Mews that fills its pages with what nobody asked for', () => {
  it('is not asked for ever for an entity that it does not have', async () => {
    const strangers = Array.from({ length: 1_000 }, (_, nth) => customerOf(`stranger ${nth}`))
    const { task, put, running, calls } = openTask((_call, nth) => pageOf(strangers, `after ${nth}`), {
      isFedBack: true,
    })
    put(event('a'))

    await runFor(1_200_000, task, running)

    expect(endedIn(task)).toEqual(['a'])
    expect(calls).toHaveLength(8 * 5)
  })
})

describe('whatever happens to its calls', () => {
  const answers: ReadonlyArray<(ids: readonly string[]) => Answer | undefined> = [
    () => undefined,
    () => undefined,
    () => pageOf([]),
    (ids) => pageOf(ids.map((id) => ({ Id: id, Phone: 7 }))),
    () => refused(429, 15_000),
    () => refused(401),
    () => refused(503),
    ...[400, 404, 408, 409, 410, 413].map((status) => () => refused(status)),
    () => ({ kind: 'unreachable', cause: 'timeout' }),
  ]

  it('every event ends in a record or a dead letter, once Mews answers again, and the sums prove it', async () => {
    const given = fc.record({
      kind: fc.constantFrom('CustomerAdded', 'CustomerUpdated', 'PaymentUpdated', 'ResourceUpdated'),
      credential: fc.constantFrom(grand, petite),
      id: fc.integer({ min: 0, max: 6 }),
      afterMs: fc.integer({ min: 0, max: 40_000 }),
    })
    await fc.assert(
      fc.asyncProperty(
        fc.array(given, { minLength: 1, maxLength: 25 }),
        fc.array(fc.nat(answers.length - 1), { maxLength: 25 }),
        async (events, script) => {
          const { task, put, running, observe } = openTask(({ ids }, nth) => answers[script[nth - 1] ?? 0]?.(ids), {
            isFedBack: true,
          })
          for (const [nth, { kind, credential, id, afterMs }] of events.entries()) {
            const enterprise_id = credential.enterpriseIds[0] ?? ''
            const thin = event(`${nth}`, { discriminator: kind, enterprise_id, entity_id: `${id}` })
            setTimeout(() => put(thin), afterMs)
          }

          const allEnded = () => [...endedIn(task), ...unchangedIn(observe)]
          const run = running()
          for (let minutes = 0; minutes < 180 && allEnded().length < events.length; minutes++) {
            await vi.advanceTimersByTimeAsync(60_000)
          }
          task.abort()
          await runUntil(run)

          expect(allEnded().sort()).toEqual(events.map((_, nth) => `${nth}`).sort())
          const notes = new Map(task.turns.flatMap(({ progress }) => [...progress]).map(([name, row]) => [name, row]))
          for (const { offset, note } of notes.values()) {
            expect(fromNote(note).consumed).toBe(offset)
            expect(isBalanced(fromNote(note))).toBe(true)
          }
          vi.clearAllTimers()
        },
      ),
      { numRuns: 20, seed: 1 },
    )
  })
})
