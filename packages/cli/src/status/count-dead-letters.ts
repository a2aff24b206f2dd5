import type { TopicReader } from '@bellhop/kafka'
import type { DecodeRecord } from '../decode-record.ts'
import { readMerged } from '../read-merged.ts'

/** Dead letters of one topic that have one reason. */
export type DeadCount = {
  readonly topic: string
  readonly reason: string
  readonly class: string
  readonly count: number
  /** When the last of them was written, epoch milliseconds. */
  readonly lastAt: number
}

/** Counts the dead letters of a topic since a moment, most frequent first. */
export async function countDeadLetters(
  reader: TopicReader,
  decode: DecodeRecord,
  topic: string,
  since: number,
  stopping: AbortSignal,
): Promise<readonly DeadCount[]> {
  const counts = new Map<string, DeadCount>()
  for await (const record of readMerged(reader, await reader.bounds(topic, since), stopping)) {
    const { value } = await decode('dead-letter', record)
    const reason = String(value?.['reason'] ?? 'unreadable')
    const kind = String(value?.['class'] ?? 'ours')
    const key = `${reason} ${kind}`
    const count = (counts.get(key)?.count ?? 0) + 1
    counts.set(key, { topic, reason, class: kind, count, lastAt: record.timestamp })
  }
  return [...counts.values()].sort((a, b) => b.count - a.count)
}
