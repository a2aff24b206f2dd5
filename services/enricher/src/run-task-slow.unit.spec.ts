import { KafkaError } from '@bellhop/kafka'
import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { receivedAt } from './fakes/events.ts'
import { fakeTime } from './fakes/fake-time.ts'
import { endedIn, event, grand, openTask, petite, readers, routing, runFor, unchangedIn } from './fakes/open-task.ts'
import { readerOf } from './fakes/registry.ts'
import { runUntil } from './fakes/run-until.ts'
import { createFakeTask, type FakeTask } from './fakes/task.ts'

fakeTime()

describe('lanes that share a partition, where every call is slow', () => {
  const ofPetite = { enterprise_id: petite.enterpriseIds[0] ?? '', entity_id: 'c2' }

  it('get on: two events and an API of three seconds are two calls and two records', async () => {
    const { task, put, running, calls } = openTask(undefined, { isFedBack: true }, () => 3_000)
    put(event('a'), event('b', ofPetite))

    await runFor(3_600_000, task, running)

    expect(calls).toHaveLength(2)
    expect(endedIn(task).sort()).toEqual(['a', 'b'])
  })

  it('fetch anew for an event that came after the fetch began, and publish no older state after', async () => {
    const { task, put, running, calls, observe } = openTask(undefined, { isFedBack: true }, () => 5_000)
    put(event('early'), event('other', ofPetite))
    setTimeout(() => put(event('late')), 4_000)

    await runFor(120_000, task, running)

    // The record of the late one is as new as the early one needs it.
    expect(endedIn(task).sort()).toEqual(['late', 'other'])
    expect(unchangedIn(observe)).toEqual(['early'])
    expectNewestLast(task)
    const records = task.turns.flatMap(({ records: written }) => written).filter(({ key }) => key === 'c1')
    const late = records
      .map(({ value }) => readerOf('customer')(value))
      .find(({ event_ids: ids }) => ids.includes('late'))
    expect(late?.fetched_at).toBeGreaterThanOrEqual(receivedAt + 5_000)
    expect(calls).toHaveLength(3)
  })

  it('leave nothing behind when the task is lost: its events are fetched again by the next owner', async () => {
    const { task, put, runTask, calls } = openTask(undefined, { isFedBack: true }, () => 3_000)
    put(event('a'), event('b', ofPetite))
    await runFor(4_000, task, () => runTask(task))
    expect(calls).toHaveLength(2)
    const next = createFakeTask()
    next.putThin([event('a')], routing)

    await runFor(20_000, next, () => runTask(next))

    expect(calls).toHaveLength(3)
    expect(endedIn(next)).toEqual(['a'])
  })

  it('end what is under way when the task is lost', async () => {
    const { task, put, running, signals } = openTask(undefined, {}, () => 20_000)
    put(event('a'), event('b', ofPetite))

    await runFor(1_000, task, running)

    expect(signals.map(({ aborted }) => aborted)).toEqual([true, true])
  })

  it('end what is under way when a commit fails and the task begins anew', async () => {
    const lost = new KafkaError('kafka.task-lost', 'lost')
    const beforeCommit = () => {
      throw lost
    }
    const { put, running, signals } = openTask(undefined, { beforeCommit }, () => 20_000)
    put(event('a'), event('b', ofPetite))

    await expect(runUntil(running())).rejects.toBe(lost)

    expect(signals.map(({ aborted }) => aborted)).toEqual([true, true])
  })

  it('end with a fault of ours, though its turn is over when it shows', async () => {
    const fault = new TypeError('a fault of ours')
    const { put, running } = openTask(
      () => {
        throw fault
      },
      {},
      () => 5_000,
    )
    put(event('a'), event('b', ofPetite))

    await expect(runUntil(running())).rejects.toBe(fault)
  })

  it('end every event, with few calls more than events and the newest state last, whatever the latencies', async () => {
    const given = fc.record({
      kind: fc.constantFrom('CustomerUpdated', 'PaymentUpdated', 'ResourceUpdated'),
      credential: fc.constantFrom(grand, petite),
      id: fc.integer({ min: 0, max: 4 }),
      afterMs: fc.integer({ min: 0, max: 30_000 }),
    })
    await fc.assert(
      fc.asyncProperty(
        fc.array(given, { minLength: 2, maxLength: 25 }),
        fc.array(fc.integer({ min: 3_000, max: 20_000 }), { minLength: 1, maxLength: 25 }),
        async (events, latencies) => {
          const { task, put, running, calls, observe } = openTask(
            undefined,
            { isFedBack: true },
            (nth) => latencies[nth % latencies.length] ?? 3_000,
          )
          // Each lane has something at once, so that the partition is shared from the beginning.
          const twins = [grand, petite].map((credential) => ({
            kind: 'CustomerUpdated',
            credential,
            id: 9,
            afterMs: 0,
          }))
          const all = [...twins, ...events]
          for (const [nth, { kind, credential, id, afterMs }] of all.entries()) {
            const enterprise_id = credential.enterpriseIds[0] ?? ''
            const thin = event(`${nth}`, { discriminator: kind, enterprise_id, entity_id: `${credential.name} ${id}` })
            setTimeout(() => put(thin), afterMs)
          }

          await runFor(300_000, task, running)

          const ended = [...endedIn(task), ...unchangedIn(observe)]
          expect(ended.sort()).toEqual(all.map((_, nth) => `${nth}`).sort())
          // An event that comes while its entity is fetched needs a fetch of its own, and may cost the event before it
          // the answer that it waited for elsewhere.
          const keys = all.map(({ credential, kind, id }) => `${credential.name} ${kind} ${id}`)
          const repeats = keys.length - new Set(keys).size
          expect(calls.flatMap(({ ids }) => ids).length).toBeLessThanOrEqual(all.length + repeats)
          expectNewestLast(task)
          vi.clearAllTimers()
        },
      ),
      { numRuns: 40, seed: 1 },
    )
  })
})

/** No record of an entity may be followed by one that was fetched before. */
function expectNewestLast(task: FakeTask) {
  const last = new Map<string, number>()
  for (const { topic: name, key, value } of task.turns.flatMap(({ records }) => records)) {
    const read = readers[name]
    if (read === undefined) continue
    const { fetched_at } = read(value)
    const entity = `${name} ${key}`
    expect(fetched_at).toBeGreaterThanOrEqual(last.get(entity) ?? 0)
    last.set(entity, fetched_at)
  }
}
