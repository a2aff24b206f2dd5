import { KafkaError, type ReadPartition } from '@bellhop/kafka'
import { describe, expect, it, vi } from 'vitest'
import { mewsEntities } from './fakes/entities.ts'
import { receivedAt } from './fakes/events.ts'
import { fakeTime } from './fakes/fake-time.ts'
import { pageOf } from './fakes/mews.ts'
import { endedIn, event, openTask, runFor, topic, unchangedIn } from './fakes/open-task.ts'
import { readerOf } from './fakes/registry.ts'
import { runUntil } from './fakes/run-until.ts'
import type { FakeTask } from './fakes/task.ts'
import { createRunTask } from './run-task.ts'

fakeTime()

describe('what was published last', () => {
  /** A customer as Mews has it at a second of the day. */
  const customerAt = (second: number, FirstName: string) => ({
    ...mewsEntities.customer,
    Id: 'c1',
    FirstName,
    UpdatedUtc: new Date(receivedAt + second * 1_000).toISOString(),
  })
  const namesIn = (task: FakeTask) =>
    task.turns.flatMap(({ records }) =>
      records
        .filter(({ topic: name }) => name === 'mews.entities.customer')
        .map(({ value }) => readerOf('customer')(value).first_name),
    )

  it('is not published again', async () => {
    const { task, put, running, observe } = openTask(() => pageOf([customerAt(1, 'Ada')]))
    put(event('a'))
    setTimeout(() => put(event('b')), 3_000)

    await runFor(6_000, task, running)

    expect(namesIn(task)).toEqual(['Ada'])
    expect(unchangedIn(observe)).toEqual(['b'])
    expect(task.turns[1]).toMatchObject({
      records: [],
      progress: new Map([[topic, { offset: 2, note: 'v1 2 1 1 0 0' }]]),
    })
  })

  it('is followed by another state of the same second, since it was fetched later', async () => {
    const { task, put, running } = openTask((_call, nth) => pageOf([customerAt(1, nth === 1 ? 'Ada' : 'Grace')]))
    put(event('a'))
    setTimeout(() => put(event('b')), 3_000)

    await runFor(6_000, task, running)

    expect(namesIn(task)).toEqual(['Ada', 'Grace'])
  })

  it('is followed by another state of the same second, though our clock was set back before that was fetched', async () => {
    const { task, put, running } = openTask((_call, nth) => pageOf([customerAt(1, nth === 1 ? 'Ada' : 'Grace')]))
    put(event('a'))
    setTimeout(() => {
      vi.setSystemTime(Date.now() - 60_000)
      put(event('b'))
    }, 3_000)

    await runFor(6_000, task, running)

    expect(namesIn(task)).toEqual(['Ada', 'Grace'])
  })

  it('is never followed by an older answer: it is asked for again every ten seconds, until Mews has caught up', async () => {
    const seconds = [5, 1, 1, 6]
    const { task, put, running, calls, observe } = openTask(
      (_call, nth) => pageOf([customerAt(seconds[nth - 1] ?? 0, `state of ${seconds[nth - 1]}`)]),
      { isFedBack: true },
    )
    put(event('a'))
    setTimeout(() => put(event('b')), 3_000)

    await runFor(60_000, task, running)

    expect(namesIn(task)).toEqual(['state of 5', 'state of 6'])
    expect(calls).toHaveLength(4)
    expect((calls[2]?.at ?? 0) - (calls[1]?.at ?? 0)).toBeGreaterThanOrEqual(10_000)
    expect(endedIn(task)).toEqual(['a', 'b'])
    expect(observe.committed.mock.calls.map(([, { stale }]) => stale.length)).toEqual([0, 1, 1, 0])
  })

  it('ends the events of an answer that stays older as unchanged, after three more', async () => {
    const { task, put, running, calls, observe } = openTask(
      (_call, nth) => pageOf([customerAt(nth === 1 ? 5 : 1, `answer ${nth}`)]),
      { isFedBack: true },
    )
    put(event('a'))
    setTimeout(() => put(event('b')), 3_000)

    await runFor(120_000, task, running)

    expect(namesIn(task)).toEqual(['answer 1'])
    expect(calls).toHaveLength(5)
    expect(unchangedIn(observe)).toEqual(['b'])
  })

  it('is known to the next owner', async () => {
    const first = openTask(() => pageOf([customerAt(5, 'Ada')]))
    first.put(event('a'))
    await runFor(3_000, first.task, first.running)

    const next = openTask(() => pageOf([customerAt(1, 'older')]), { stored: first.task.stored })
    next.put(event('b'))
    await runFor(3_000, next.task, next.running)

    expect(first.task.stored).toHaveLength(1)
    expect(namesIn(next.task)).toEqual([])
    expect(next.observe.restored).toHaveBeenCalledWith(
      0,
      { records: 1, unreadable: 0, entities: 1 },
      expect.any(Number),
    )
  })

  it('is only what was committed: a turn that was thrown away is published when it is done again', async () => {
    const lost = new KafkaError('kafka.task-lost', 'lost')
    let isRefused = true
    const { task, put, runTask, memories } = openTask(() => pageOf([customerAt(5, 'Ada')]), {
      beforeCommit: () => {
        if (isRefused) throw lost
      },
    })
    put(event('a'))
    await expect(runUntil(runTask(task))).rejects.toBe(lost)
    expect(memories.size).toBe(0)

    isRefused = false
    put(event('a'))
    await runFor(3_000, task, () => runTask(task))

    expect(namesIn(task)).toEqual(['Ada'])
  })

  it('is restored before the first call, and shown as restoring until then', async () => {
    const { task, put, calls, memories, tools } = openTask()
    let release: () => void = () => undefined
    const readPartition: ReadPartition = () =>
      new Promise((resolve) => {
        release = resolve
      })
    const runTask = createRunTask({ ...tools, readPartition })
    put(event('a'))
    const run = runTask(task)

    await vi.advanceTimersByTimeAsync(5_000)
    expect(calls).toEqual([])
    expect([...memories]).toMatchObject([{ isRestored: false }])

    release()
    await vi.advanceTimersByTimeAsync(5_000)
    expect(calls).toHaveLength(1)
    expect([...memories].map(({ isRestored, states }) => [isRestored, states.size()])).toEqual([[true, 1]])
    task.abort()
    await runUntil(run)
    expect(memories.size).toBe(0)
  })
})
