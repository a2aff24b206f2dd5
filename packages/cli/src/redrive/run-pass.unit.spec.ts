import type { ReadPartition, Span } from '@bellhop/kafka'
import { describe, expect, it } from 'vitest'
import { thinEvent } from '../testing/letters.ts'
import { type Batch, type PassOptions, runPass } from './run-pass.ts'

type Source = Readonly<Record<string, readonly string[]>>

/** Reads partitions of a topic that stand in memory, one fetch of three records after the other. */
const reader =
  (source: Source): ReadPartition =>
  async ({ partition }, _signal, onRecords) => {
    const values = source[partition] ?? []
    for (let start = 0; start < values.length; start += 3) {
      await onRecords(
        values.slice(start, start + 3).map((value, nth) => ({
          offset: start + nth,
          key: null,
          value: Buffer.from(value),
        })),
      )
    }
  }

const spansOf = (source: Source): Span[] =>
  Object.entries(source).map(([partition, values]) => ({
    topic: 't',
    partition: Number(partition),
    low: 0,
    high: values.length,
  }))

/** A pass in which each word of a record becomes an event of it; `-` is not meant, `!` is refused, `?` cannot be read. */
function run(source: Source, options: Partial<PassOptions<string>> = {}) {
  const batches: Batch[] = []
  const passed = runPass<string>({
    spans: spansOf(source),
    readPartition: reader(source),
    read: (_place, value) => {
      const record = value.toString()
      if (record === '?') return { unreadable: 'it cannot be read' }
      return record === '-' ? undefined : { record }
    },
    isDone: () => false,
    make: (text) =>
      text === '!'
        ? { events: [], refusal: 'no' }
        : {
            events: text
              .split(' ')
              .map((event_id) => ({ topic: 'e', key: 'lane', partition: 0, value: thinEvent({ event_id }) })),
          },
    write: (batch) => {
      batches.push(batch)
      return Promise.resolve(true)
    },
    pace: () => Promise.resolve(),
    maxEvents: 3,
    signal: new AbortController().signal,
    onProgress: () => {},
    ...options,
  })
  const written = () =>
    batches.map(({ partition, offsets, events }) => [
      partition,
      offsets,
      events.map(({ value }) => value.event_id).join(' '),
    ])
  return { passed, written }
}

describe('a pass over the sources', () => {
  it('writes what is meant in batches of one partition each, and counts', async () => {
    const { passed, written } = run({ 0: ['a', '-', 'b', 'c', 'd'], 1: ['e', '!'] })

    expect(await passed).toEqual({
      isWhole: true,
      tally: {
        read: 7,
        chosen: 6,
        already: 0,
        records: 5,
        events: 5,
        byTopic: { e: 5 },
        refused: [{ why: 'no', count: 1, examples: ['t-1-1'] }],
      },
    })
    expect(written()).toEqual([
      [0, [0, 2, 3], 'a b c'],
      [0, [4], 'd'],
      [1, [0], 'e'],
    ])
  })

  it('goes on after what cannot be read, and says where that stands', async () => {
    const { passed, written } = run({ 0: ['a', '?', 'b'] })

    expect((await passed).tally).toMatchObject({
      chosen: 3,
      records: 2,
      refused: [{ why: 'it cannot be read', count: 1, examples: ['t-0-1'] }],
    })
    expect(written()).toEqual([[0, [0, 2], 'a b']])
  })

  it('keeps the events of one record together, however many they are', async () => {
    const { passed, written } = run({ 0: ['a', 'b c d e', 'f'] })
    await passed

    expect(written()).toEqual([
      [0, [0], 'a'],
      [0, [1], 'b c d e'],
      [0, [2], 'f'],
    ])
  })

  it('leaves out what is done', async () => {
    const { passed, written } = run({ 0: ['a', 'b', 'c'] }, { isDone: ({ offset }) => offset === 1 })

    expect((await passed).tally).toMatchObject({ already: 1, records: 2 })
    expect(written()).toEqual([[0, [0, 2], 'a c']])
  })

  it('leaves out what came after the span was taken', async () => {
    const { passed, written } = run({ 0: ['a', 'b', 'c'] }, { spans: [{ topic: 't', partition: 0, low: 0, high: 2 }] })
    await passed

    expect(written()).toEqual([[0, [0, 1], 'a b']])
  })

  it('ends with what is written when it is told to stop, and says that it is not whole', async () => {
    const stop = new AbortController()
    const { passed } = run(
      { 0: ['a', 'b', 'c', 'd', 'e', 'f', 'g'] },
      {
        signal: stop.signal,
        write: ({ offsets }) => {
          if (offsets.includes(3)) stop.abort()
          return Promise.resolve(!stop.signal.aborted)
        },
      },
    )

    expect(await passed).toMatchObject({ isWhole: false, tally: { records: 3 } })
  })

  it('fails with what writing fails with', async () => {
    const { passed } = run({ 0: ['a'] }, { write: () => Promise.reject(new Error('the broker is away')) })

    await expect(passed).rejects.toThrow('the broker is away')
  })
})
