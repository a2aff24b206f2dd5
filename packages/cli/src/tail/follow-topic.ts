import { setTimeout as sleep } from 'node:timers/promises'
import type { InputRecord, TopicReader } from '@bellhop/kafka'
import { readMerged } from '../read-merged.ts'

/** Milliseconds between looks at what is new. */
const againMs = 500

/**
 * Reads a topic from a moment on, in order of time as far as its partitions are, and then what comes.
 *
 * @param since - epoch milliseconds; from its beginning where absent
 * @param isOver - asked whenever all is read that is there: whether to end instead of waiting for more
 */
export async function* followTopic(
  reader: TopicReader,
  topic: string,
  since: number | undefined,
  isOver: () => boolean,
  stopping: AbortSignal,
): AsyncGenerator<InputRecord> {
  const next = new Map<number, number>()
  for (let bounds = await reader.bounds(topic, since); ; bounds = await reader.bounds(topic)) {
    const left = bounds.map((one) => ({ ...one, from: next.get(one.partition) ?? one.from }))
    for (const { partition, from, end } of left) next.set(partition, Math.max(from, end))
    const isLast = isOver()
    yield* readMerged(reader, left, stopping)
    if (isLast || stopping.aborted) return
    await sleep(againMs, undefined, { signal: stopping }).catch(() => undefined)
  }
}
