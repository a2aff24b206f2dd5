import type { Bounds, Committed, InputRecord, TopicReader } from '@bellhop/kafka'

/** What of a topic has not been consumed. */
export type Lag = {
  readonly topic: string
  /** Records not consumed. */
  readonly records: number
  /** False where there are too many to be counted: `records` may count some markers of transactions then. */
  readonly isExact: boolean
  /** When the oldest of them was written, epoch milliseconds; null where there is none. */
  readonly oldestAt: number | null
  /** Records that were deleted before they were consumed. */
  readonly lost: number
}

/** A topic's lag, and those of its unread records that were looked at, the first of each partition. */
export type Measured = { readonly lag: Lag; readonly unread: readonly InputRecord[] }

/**
 * Measures what the group has not consumed of a topic. Offsets alone do not tell it: what stands between the last record
 * and the end may be markers of transactions, so the first records are read.
 */
export async function measureLag(
  reader: TopicReader,
  topic: string,
  committed: readonly Committed[],
): Promise<Measured> {
  const unread: InputRecord[] = []
  let [records, lost, isExact] = [0, 0, true]
  for (const bounds of await reader.bounds(topic)) {
    const row = committed.find((one) => one.topic === topic && one.partition === bounds.partition)
    const from = Math.max(bounds.low, row?.offset ?? 0)
    lost += row?.offset === undefined ? 0 : Math.max(0, bounds.low - row.offset)
    const { found, next } = await firstRecords(reader, bounds, from)
    unread.push(...found)
    const isWhole = next >= bounds.end
    records += isWhole ? found.length : bounds.end - from
    isExact &&= isWhole
  }
  const oldestAt = unread.reduce((oldest, { timestamp }) => Math.min(oldest, timestamp), Infinity)
  return { lag: { topic, records, isExact, oldestAt: unread.length === 0 ? null : oldestAt, lost }, unread }
}

/** The first records from an offset on that one fetch brings, markers stepped over. */
async function firstRecords(reader: TopicReader, { topic, partition, end }: Bounds, from: number) {
  let next = from
  while (next < end) {
    const fetched = await reader.fetch({ topic, partition, offset: next })
    next = fetched.next
    const found = fetched.records.filter(({ offset }) => offset < end)
    if (found.length > 0) return { found, next }
  }
  return { found: [], next }
}
