import { AvroError, createCodec, createDeserializer, createSerializer } from '@bellhop/avro'
import type { InputRecord } from '@bellhop/kafka'
import { type Control, schemas, type ThinEvent, type WaitingEvent } from '@bellhop/records'
import { describe, expect, it } from 'vitest'
import { createDecodeEvent } from './decode-event.ts'
import { thinOf } from './fakes/events.ts'
import { createFakeRegistry, schemaIds, serializerOf, topics } from './fakes/registry.ts'
import { deferred } from './judge.ts'
import { fromThin } from './pending-event.ts'
import { toWaitingEvent } from './to-waiting-event.ts'

const topic = 'mews.events.customer-updated'
const recordOf = (value: Buffer | null, at = topic): InputRecord => ({
  topic: at,
  partition: 3,
  offset: 8,
  key: 'k',
  value,
  timestamp: 0,
})
const thinBytes = serializerOf('thin-event')(thinOf())
const waiting = toWaitingEvent(
  fromThin(thinOf(), { topic, partition: 3, offset: 8 }, thinBytes),
  deferred('10s'),
  1_000,
)
const waitingRecord = () => recordOf(serializerOf('waiting-event')(waiting), topics.retry['10s'])

function open(registry = createFakeRegistry()) {
  return createDecodeEvent({
    thin: createDeserializer(registry, createCodec<ThinEvent>(schemas['thin-event'])),
    waiting: createDeserializer(registry, createCodec<WaitingEvent>(schemas['waiting-event'])),
    isRetry: (name) => topics.retries.includes(name),
  })
}

async function openKnowing() {
  const registry = createFakeRegistry()
  await Promise.all([...schemaIds.values()].map((id) => registry.schemaById(id)))
  return open(registry)
}

describe('decode', () => {
  it('reads an event at once when its schema is at hand', async () => {
    const { decode } = await openKnowing()

    expect(decode(recordOf(thinBytes))).toEqual({
      thin: thinOf(),
      source: { topic, partition: 3, offset: 8 },
      original: thinBytes,
      trials: {
        attempts: 0,
        moves: 0,
        staleReads: 0,
        firstFailedAt: null,
        lastReason: null,
        haltedAt: null,
        origin: { topic, partition: 3, offset: 8 },
      },
    })
  })

  it('knows where an event stands in its trace, where its record says so', async () => {
    const { decode } = await openKnowing()
    const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01'

    for (const record of [recordOf(thinBytes), waitingRecord()]) {
      expect(await decode({ ...record, traceparent })).toMatchObject({ traceparent })
      expect(await decode(record)).not.toHaveProperty('traceparent')
    }
  })

  it('waits for a schema that is not', async () => {
    const decoding = open().decode(recordOf(thinBytes))

    expect(decoding).toBeInstanceOf(Promise)
    expect(await decoding).toMatchObject({ thin: thinOf() })
  })

  it('reads an event that waited, with what it has been through', async () => {
    const { decode } = await openKnowing()

    expect(decode(waitingRecord())).toMatchObject({
      thin: thinOf(),
      source: { topic: 'mews.retries.10s' },
      trials: { lastReason: 'deferred', origin: { topic, partition: 3, offset: 8 } },
    })
  })

  const withId = (id: number, payload: Buffer) => {
    const header = Buffer.alloc(5)
    header.writeInt32BE(id, 1)
    return Buffer.concat([header, payload])
  }
  it.each([
    ['a tombstone', null],
    ['nothing', Buffer.alloc(0)],
    ['garbage', Buffer.from('garbage, and not Avro')],
    ['a schema that the registry does not know', withId(4711, thinBytes.subarray(5))],
    ['a negative schema id', withId(-1, thinBytes.subarray(5))],
    ['bytes that are cut short', thinBytes.subarray(0, -4)],
    ['a record of another kind', createSerializer(createCodec<Control>(schemas['control']), 99)(controlRecord())],
    ['a record of another kind that the registry knows', serializerOf('control')(controlRecord())],
  ])('makes a dead letter of %s', async (_what, value) => {
    for (const { decode } of [open(), await openKnowing()]) {
      const decoded = await decode(recordOf(value))

      expect(decoded).toMatchObject({ end: 'dead-lettered', reason: 'undecodable', class: 'ours', stage: 'decode' })
    }
  })

  it('does not give up a record because the registry refuses us', async () => {
    const refuse = () => Promise.reject(new AvroError('registry.refused', 'no'))
    const { decode } = open({ knownSchema: () => undefined, schemaById: refuse })

    await expect(decode(recordOf(thinBytes))).rejects.toThrow('no')
  })
})

describe('dueAt', () => {
  it('is the time in a record of a retry topic', async () => {
    const { dueAt } = await openKnowing()
    const record = waitingRecord()

    expect(dueAt(record)).toBe(11_000)
    expect(dueAt(record)).toBe(11_000)
  })

  it('is now for a record of a retry topic whose event is released', async () => {
    const { dueAt } = await openKnowing()
    const record = waitingRecord()
    const reasons: string[] = []

    const isReleased = ({ last_reason }: { readonly last_reason: string }) => reasons.push(last_reason) > 0

    expect([dueAt(record, isReleased), dueAt(record, isReleased), dueAt(record)]).toEqual([0, 0, 11_000])
    expect(reasons).toHaveLength(2)
  })

  it('is now for an event topic and for what cannot be read', async () => {
    const { dueAt } = await openKnowing()

    expect(dueAt(recordOf(thinBytes))).toBe(0)
    expect(dueAt(recordOf(null, topics.retry['1m']))).toBe(0)
    expect(dueAt(recordOf(Buffer.from('garbage'), topics.retry['1m']))).toBe(0)
  })

  it('does not let a record go early because its schema is being asked for', async () => {
    const { dueAt } = open()
    const record = waitingRecord()

    expect(dueAt(record)).toBe(Number.POSITIVE_INFINITY)
    await expect.poll(() => dueAt(record)).toBe(11_000)
  })

  it('lets a record go that turns out to be unreadable', async () => {
    const { dueAt, decode } = open({
      knownSchema: () => undefined,
      schemaById: () => Promise.reject(new AvroError('registry.not-found', 'Schema 9 is not in the registry')),
    })
    const record = waitingRecord()

    expect(dueAt(record)).toBe(Number.POSITIVE_INFINITY)
    await expect.poll(() => dueAt(record)).toBe(0)
    expect(await decode(record)).toMatchObject({ reason: 'undecodable' })
  })
})

function controlRecord(): Control {
  return { lane: 'x', operation: null, action: 'resume', requested_at: 0, requested_by: null }
}
