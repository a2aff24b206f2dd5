import type { Bounds, InputRecord, TopicReader } from '@bellhop/kafka'
import { describe, expect, it } from 'vitest'
import { measureLag } from './measure-lag.ts'

const record = (partition: number, offset: number, timestamp: number): InputRecord => ({
  topic: 't',
  partition,
  offset,
  key: null,
  value: null,
  timestamp,
})
const bounds = (partition: number, low: number, end: number): Bounds => ({ topic: 't', partition, low, from: low, end })
const committed = (partition: number, offset: number | undefined) => ({ topic: 't', partition, offset, note: '' })

/** Gives two records a fetch, and steps over whatever is no record. */
function readerOf(all: readonly Bounds[], records: readonly InputRecord[]): TopicReader {
  return {
    bounds: async () => all,
    fetch: async ({ partition, offset }) => {
      const left = records.filter((one) => one.partition === partition && one.offset >= offset)
      const next = left.length > 2 ? (left[1]?.offset ?? 0) + 1 : (all[partition]?.end ?? 0)
      return { records: left.slice(0, 2), next }
    },
  }
}

describe('the lag of a topic', () => {
  it('is none where only markers stand behind what is consumed', async () => {
    const reader = readerOf([bounds(0, 0, 5)], [record(0, 3, 100)])

    const { lag } = await measureLag(reader, 't', [committed(0, 4)])

    expect(lag).toEqual({ topic: 't', records: 0, isExact: true, oldestAt: null, lost: 0 })
  })

  it('counts records, not markers, and knows the oldest', async () => {
    const reader = readerOf(
      [bounds(0, 0, 9), bounds(1, 0, 9)],
      [record(0, 3, 300), record(1, 0, 200), record(1, 8, 900)],
    )

    const { lag, unread } = await measureLag(reader, 't', [committed(0, 3), committed(1, undefined)])

    expect(lag).toEqual({ topic: 't', records: 3, isExact: true, oldestAt: 200, lost: 0 })
    expect(unread).toHaveLength(3)
  })

  it('is told by offsets where there is too much to be counted', async () => {
    const reader = readerOf([bounds(0, 0, 90)], [record(0, 10, 1), record(0, 11, 2), record(0, 12, 3)])

    const { lag } = await measureLag(reader, 't', [committed(0, 10)])

    expect(lag).toMatchObject({ records: 80, isExact: false, oldestAt: 1 })
  })

  it('tells of records that were deleted before they were consumed', async () => {
    const { lag } = await measureLag(readerOf([bounds(0, 7, 7)], []), 't', [committed(0, 4)])

    expect(lag).toMatchObject({ records: 0, lost: 3 })
  })
})
