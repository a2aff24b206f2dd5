import type { Kafka } from 'kafkajs'
import type { KafkaSettings } from './connect.ts'
import { KafkaError } from './errors.ts'
import { fetchOnce, offsetOutOfRange } from './fetch-once.ts'
import { wait } from './insist.ts'
import { isHopeless } from './is-hopeless.ts'
import { createOwnCluster } from './own-cluster.ts'
import { readRecords, type StoredRecord } from './read-records.ts'

/** A partition, and an offset in it that a committed record or a marker has. */
export type ReadTo = {
  readonly topic: string
  readonly partition: number
  readonly offset: number
  /** Where to begin, instead of at the partition's beginning. */
  readonly from?: number
}

/**
 * Reads all committed records of a partition, from its beginning or an offset, up to an offset and maybe some beyond, in order, without
 * a consumer group.
 *
 * It waits while the brokers are away. Where records are deleted faster than they are read it goes on from what is left.
 *
 * @param onRecords - given each batch in turn, and waited for
 * @throws KafkaError `kafka.task-lost` when the signal aborts; what the brokers refuse for ever; what `onRecords` throws
 */
export type ReadPartition = (
  to: ReadTo,
  signal: AbortSignal,
  onRecords: (records: readonly StoredRecord[]) => void | Promise<void>,
) => Promise<void>

/** Bytes of one fetch: what twelve tasks have in memory at once stays small. */
const maxBytes = 512 * 1024
/** Milliseconds that a broker may wait for the end of the last transaction; others wait behind it. */
const maxWaitMs = 50
const requestTimeoutMs = 10_000
/** Milliseconds between tries while a partition has no leader or the brokers are away. */
const againMs = 200

/**
 * Creates a reader of whole partitions with connections of its own; nothing is connected before the first question.
 *
 * kafkajs reads as a consumer of a group only, and tells nothing of what it leaves out: a partition that ends with
 * markers, aborted records or emptied batches would be read for ever.
 *
 * @param kafka - whose logger is used
 */
export function createPartitionReader(
  kafka: Pick<Kafka, 'logger'>,
  settings: KafkaSettings,
  topics: readonly string[],
): { readonly value: ReadPartition; readonly close: () => Promise<void> } {
  const { cluster, refresh } = createOwnCluster(kafka, settings, topics, requestTimeoutMs)
  let refreshing: Promise<void> | undefined
  /** Twelve tasks that ask at once are answered at once. */
  const refreshOnce = () => {
    refreshing ??= refresh().finally(() => {
      refreshing = undefined
    })
    return refreshing
  }
  const beginningOf = async ({ topic, partition }: ReadTo) => {
    const [found] = await cluster.fetchTopicsOffset([{ topic, partitions: [{ partition }], fromBeginning: true }])
    return Number(found?.partitions[0]?.offset ?? 0)
  }
  let isKnown = false
  /** Tries until there is an answer; undefined where nobody waits for it any more. */
  const insist = async <T>(ask: () => Promise<T>, signal: AbortSignal): Promise<T | undefined> => {
    while (!signal.aborted) {
      try {
        if (!isKnown) await refreshOnce()
        isKnown = true
        return await ask()
      } catch (error) {
        if (isHopeless(error)) throw error
        isKnown = false
        await wait(againMs)
      }
    }
    return undefined
  }

  const value: ReadPartition = async (to, signal, onRecords) => {
    const { topic, partition } = to
    let next = to.from
    while (next === undefined || next <= to.offset) {
      const from: number | undefined = next ?? (await insist(() => beginningOf(to), signal))
      const question = { topic, partition, offset: from ?? 0, maxBytes, maxWaitMs }
      const answer = from === undefined ? undefined : await insist(() => fetchOnce(cluster, question), signal)
      if (from === undefined || answer === undefined) {
        throw new KafkaError('kafka.task-lost', `${topic}/${partition} was not read to its end: nobody waits for it`)
      }
      if (answer.errorCode === offsetOutOfRange) {
        next = undefined
        continue
      }
      const read = readRecords(answer.bytes, from, answer.aborted)
      if (read.records.length > 0) await onRecords(read.records)
      // A fetch brings at least one batch if there is any: what stood up to the offset is compacted away.
      if (read.next === from && answer.stableEnd > to.offset) return
      next = read.next
    }
  }
  return { value, close: () => cluster.disconnect() }
}
