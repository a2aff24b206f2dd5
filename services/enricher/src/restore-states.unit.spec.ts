import type { KafkaError, ReadPartition, StoredRecord } from '@bellhop/kafka'
import { describe, expect, it } from 'vitest'
import { createFetchClock } from './clock.ts'
import { createFakeCodecs } from './fakes/lane.ts'
import { serializerOf, topics } from './fakes/registry.ts'
import { createFakeTask } from './fakes/task.ts'
import { restoreStates } from './restore-states.ts'
import { createStates } from './states.ts'
import { fromStateKey, toStateKey, toStateRecord } from './to-state-record.ts'
import type { StateChange } from './turn.ts'

const toBytes = serializerOf('entity-state')
const { readStates } = await createFakeCodecs()

const changeOf = (id: string, changedAt: number): StateChange => ({
  entity: 'customer',
  id,
  state: { changedAt, contentHash: BigInt(changedAt), fetchedAt: changedAt },
})
const stored = (change: StateChange): StoredRecord => ({
  offset: 0,
  key: Buffer.from(toStateKey(change)),
  value: toBytes(toStateRecord(change)),
})
const tombstone = (key: string): StoredRecord => ({ offset: 0, key: Buffer.from(key), value: null })

/** Restores from batches of records, each of which takes three seconds, by which a wrong wall clock is set back. */
async function restore(...batches: Array<readonly StoredRecord[]>) {
  let mono = 0
  let now = 10_000
  const clock = createFetchClock({ mono: () => mono, now: () => now })
  const told: number[] = []
  const asked: unknown[] = []
  const readPartition: ReadPartition = async (to, _signal, onRecords) => {
    asked.push(to)
    for (const batch of batches) {
      await onRecords(batch)
      mono += 3_000
      now -= 3_000
    }
  }
  const states = createStates()
  const restored = await restoreStates(createFakeTask(), states, {
    topic: topics.state,
    readPartition,
    readStates,
    clock,
    onProgress: (records) => told.push(records),
  })
  return { states, restored, told, asked, clock }
}

describe('restoreStates', () => {
  it('knows the last state of each entity, read up to the barrier', async () => {
    const { states, restored, asked } = await restore(
      [stored(changeOf('a', 1)), stored(changeOf('b', 2))],
      [stored(changeOf('a', 3)), tombstone('barrier')],
    )

    expect(states.get('customer', 'a')).toEqual(changeOf('a', 3).state)
    expect(states.get('customer', 'b')).toEqual(changeOf('b', 2).state)
    expect(restored).toEqual({ records: 4, unreadable: 0, entities: 2 })
    expect(asked).toEqual([{ topic: 'mews.state.entities', partition: 0, offset: 0 }])
  })

  it('forgets an entity whose state is a tombstone, until it is published again', async () => {
    const { states, restored } = await restore([
      ...['a', 'b'].flatMap((id) => [stored(changeOf(id, 1)), tombstone(`customer/${id}`)]),
      stored(changeOf('b', 2)),
    ])

    expect(states.get('customer', 'a')).toBeUndefined()
    expect(states.get('customer', 'b')).toEqual(changeOf('b', 2).state)
    expect(restored.entities).toBe(1)
  })

  it('takes what owners before have fetched for older than what we fetch, though their clocks were ahead', async () => {
    const { states } = await restore([stored(changeOf('a', 99_000))])

    expect(states.get('customer', 'a')).toEqual({ changedAt: 99_000, contentHash: 99_000n, fetchedAt: 10_000 })
  })

  it('takes it for older than what is fetched next, though our clock is set back while it is read', async () => {
    const { states, clock } = await restore([stored(changeOf('a', 99_000))])

    expect(clock.rising()).toBeGreaterThanOrEqual(states.get('customer', 'a')?.fetchedAt ?? Infinity)
  })

  it('counts what cannot be read, and goes on', async () => {
    const foreign = { ...toStateRecord(changeOf('a', 1)), entity: 'spaceship' }
    const short = { ...toStateRecord(changeOf('a', 1)), content_hash: Buffer.alloc(2) }
    const { states, restored } = await restore([
      { offset: 0, key: Buffer.from('customer/x'), value: Buffer.from('junk') },
      { offset: 0, key: Buffer.from('customer/y'), value: toBytes(foreign) },
      { offset: 0, key: Buffer.from('customer/z'), value: toBytes(short) },
      stored(changeOf('b', 2)),
    ])

    expect(restored).toEqual({ records: 4, unreadable: 3, entities: 1 })
    expect(states.size()).toBe(1)
  })

  it('tells of its progress every few seconds', async () => {
    const batch = ['a', 'b'].map((id) => stored(changeOf(id, 1)))

    expect((await restore(batch, batch, batch, batch, batch)).told).toEqual([6, 10])
  })

  it('rejects with what the reading rejects with', async () => {
    const lost = { code: 'kafka.task-lost' } satisfies Partial<KafkaError>
    const tools = {
      topic: 't',
      readStates,
      clock: createFetchClock({ mono: () => 0, now: () => 0 }),
      onProgress: () => undefined,
    }

    const restoring = restoreStates(createFakeTask(), createStates(), {
      ...tools,
      readPartition: () => Promise.reject(lost),
    })

    await expect(restoring).rejects.toBe(lost)
  })
})

describe('the key of a state', () => {
  it('is read again, whatever is in the id', () => {
    for (const id of ['a', '', 'a/b', '/']) {
      expect(fromStateKey(toStateKey({ entity: 'resource-block', id }))).toEqual({ entity: 'resource-block', id })
    }
  })

  it.each(['barrier', '', '/', 'spaceship/a', 'toString/a'])('is none where it names no entity: %s', (key) => {
    expect(fromStateKey(key)).toBeUndefined()
  })
})
