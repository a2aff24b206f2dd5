import type { OutgoingRecord, ReadPartition, Writer } from '@bellhop/kafka'
import type { Redrive } from '@bellhop/records'
import { describe, expect, it } from 'vitest'
import { thinEvent } from '../testing/letters.ts'
import { createLedger } from './ledger.ts'
import type { Outlet } from './open-outlet.ts'
import { type WriteAgainOptions, writeAgain } from './write-again.ts'

const letters = 1_200
const run = { id: 'run', action: 'redrive', name: null, requestedBy: 'me', filter: {}, startedAt: 1 }

const readPartition: ReadPartition = (_to, _signal, onRecords) =>
  Promise.resolve(
    onRecords(Array.from({ length: letters }, (_, offset) => ({ offset, key: null, value: Buffer.from(`${offset}`) }))),
  )

const encode: Outlet['encode'] = (events, audit) => [
  ...events.map(({ topic, key, value }) => ({ topic, key, value: Buffer.from(value.event_id) })),
  { topic: 'audit', key: null, value: Buffer.from(JSON.stringify(audit)) },
]

/** Topics in memory, and a writer that may fail: after it has stored, or before. */
function createTopics(failures: ReadonlyMap<number, { readonly error: Error; readonly isStored: boolean }>) {
  const stored: OutgoingRecord[] = []
  let writes = 0
  let opened = 0
  const write: Writer['write'] = (records, mayCommit) => {
    writes += 1
    const failure = failures.get(writes)
    if (failure === undefined && !mayCommit()) return Promise.resolve(false)
    if (failure?.isStored !== false) stored.push(...records)
    return failure === undefined ? Promise.resolve(true) : Promise.reject(failure.error)
  }
  const of = (topic: string) =>
    stored.flatMap((record) => (record.topic === topic && record.value ? [record.value.toString()] : []))
  const audit = () => of('audit').map((text): Redrive => JSON.parse(text))
  return {
    open: () => {
      opened += 1
      return Promise.resolve({ value: { write }, close: () => Promise.resolve() })
    },
    opened: () => opened,
    events: () => of('e'),
    audit,
    readLedger: () => {
      const ledger = createLedger()
      for (const row of audit()) ledger.add(row)
      return Promise.resolve(ledger)
    },
  }
}

function begin(topics: ReturnType<typeof createTopics>, options: Partial<WriteAgainOptions<string>> = {}) {
  const troubles: unknown[] = []
  const written = writeAgain<string>(topics.open, encode, {
    run,
    spans: [{ topic: 't', partition: 0, low: 0, high: letters }],
    readPartition,
    readLedger: topics.readLedger,
    read: (_place, value) => ({ record: value.toString() }),
    make: (event_id) => ({ events: [{ topic: 'e', key: 'lane', partition: 0, value: thinEvent({ event_id }) }] }),
    eventsPerSecond: undefined,
    signal: new AbortController().signal,
    onProgress: () => {},
    onTrouble: (error) => troubles.push(error),
    againMs: 0,
    ...options,
  })
  return { written, troubles }
}

const lost = (isStored: boolean) => ({ error: Object.assign(new Error('no answer'), { retriable: true }), isStored })

describe('events that are written once more', () => {
  it('are written once each, whether a commit of unknown outcome was one or not', async () => {
    const topics = createTopics(
      new Map([
        [1, lost(true)],
        [2, lost(false)],
        [4, lost(true)],
      ]),
    )
    const { written, troubles } = begin(topics)

    expect((await written).tally).toMatchObject({ chosen: letters, already: 0, records: letters, events: letters })
    expect(topics.events()).toHaveLength(letters)
    expect(new Set(topics.events()).size).toBe(letters)
    expect(troubles).toHaveLength(3)
    expect(topics.audit().at(-1)).toMatchObject({ step: 'ended', outcome: 'finished', records: letters })
    const ids = topics.audit().map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
  })

  it('are left to another run that has taken over', async () => {
    const fenced = Object.assign(new Error('fenced'), { type: 'INVALID_PRODUCER_EPOCH', retriable: false })
    const topics = createTopics(new Map([[2, { error: fenced, isStored: false }]]))

    await expect(begin(topics).written).rejects.toMatchObject({ code: 'taken-over' })
    expect(topics.opened()).toBe(1)
    expect(topics.events()).toHaveLength(500)
  })

  it('are given up after five tries in which nothing could be written', async () => {
    const topics = createTopics(new Map([1, 2, 3, 4, 5].map((write) => [write, lost(false)])))

    await expect(begin(topics).written).rejects.toThrow('no answer')
    expect(topics.opened()).toBe(5)
  })

  it('are not tried again where the brokers forbid it', async () => {
    const error = Object.assign(new Error('no'), { type: 'TOPIC_AUTHORIZATION_FAILED' })
    const topics = createTopics(new Map([[1, { error, isStored: false }]]))

    await expect(begin(topics).written).rejects.toThrow('no')
    expect(topics.opened()).toBe(1)
  })

  it('end with the batch before when they are stopped, and the audit says so', async () => {
    const stop = new AbortController()
    const topics = createTopics(new Map())
    const { written } = begin(topics, { signal: stop.signal, onProgress: () => stop.abort() })

    expect(await written).toMatchObject({ outcome: 'interrupted', tally: { records: 500 } })
    expect(topics.events()).toHaveLength(500)
    expect(topics.audit().at(-1)).toMatchObject({ step: 'ended', outcome: 'interrupted', records: 500 })
  })
})
