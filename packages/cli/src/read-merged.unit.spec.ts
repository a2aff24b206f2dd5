import type { Bounds, InputRecord } from '@bellhop/kafka'
import { describe, expect, it } from 'vitest'
import { readMerged } from './read-merged.ts'

const record = (partition: number, offset: number, timestamp: number): InputRecord => ({
  topic: 't',
  partition,
  offset,
  key: null,
  value: null,
  timestamp,
})
const bounds = (partition: number, from: number, end: number): Bounds => ({ topic: 't', partition, low: 0, from, end })

/** Gives two records a fetch. */
function readerOf(records: readonly InputRecord[]) {
  return {
    fetch: async ({ partition, offset }: { partition: number; offset: number }) => {
      const found = records.filter((one) => one.partition === partition && one.offset >= offset).slice(0, 2)
      return { records: found, next: (found.at(-1)?.offset ?? offset + 10) + 1 }
    },
  }
}

async function read(records: readonly InputRecord[], all: readonly Bounds[], signal = new AbortController().signal) {
  const times: number[] = []
  for await (const { timestamp } of readMerged(readerOf(records), all, signal)) times.push(timestamp)
  return times
}

describe('readMerged', () => {
  it('gives the records of all partitions in order of time', async () => {
    const records = [
      record(0, 0, 1),
      record(0, 1, 4),
      record(0, 2, 5),
      record(1, 0, 2),
      record(1, 1, 3),
      record(1, 2, 6),
    ]

    expect(await read(records, [bounds(0, 0, 3), bounds(1, 0, 3)])).toEqual([1, 2, 3, 4, 5, 6])
  })

  it('begins and ends where it was told, and steps over what holds no records', async () => {
    const records = [record(0, 0, 1), record(0, 1, 2), record(0, 30, 3), record(0, 31, 4)]

    expect(await read(records, [bounds(0, 1, 31), bounds(1, 5, 8)])).toEqual([2, 3])
  })

  it('gives nothing more once it is stopped', async () => {
    expect(await read([record(0, 0, 1)], [bounds(0, 0, 1)], AbortSignal.abort())).toEqual([])
  })
})
