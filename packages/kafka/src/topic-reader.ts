import type { Kafka } from 'kafkajs'
import type { KafkaSettings } from './connect.ts'
import { fetchOnce, offsetOutOfRange } from './fetch-once.ts'
import { wait } from './insist.ts'
import { isRetriable } from './is-retriable.ts'
import { createOwnCluster } from './own-cluster.ts'
import { readRecords } from './read-records.ts'
import type { InputRecord } from './record.ts'

/** Where a partition's records stand, as offsets. */
export type Bounds = {
  readonly topic: string
  readonly partition: number
  /** Of the first record that is still there. */
  readonly low: number
  /** Behind the last record that is committed, and maybe a marker or two. */
  readonly end: number
  /** Of the first record at or after the moment that was asked for; the end where there is none. */
  readonly from: number
}

/** Some records of a partition, in order, and the offset at which to go on; it is beyond markers too. */
export type Fetched = { readonly records: readonly InputRecord[]; readonly next: number }

/** Reads any part of topics, without a consumer group. */
export type TopicReader = {
  /** Where the records of each partition of a topic stand, in their order, and where those since a moment begin (epoch milliseconds; all when absent). */
  readonly bounds: (topic: string, since?: number) => Promise<readonly Bounds[]>
  /**
   * Fetches committed records from an offset on, about 512 KiB of them; none where there are none yet. Where they have
   * been deleted it goes on from what is left. Values share their memory with the whole fetch.
   */
  readonly fetch: (place: {
    readonly topic: string
    readonly partition: number
    readonly offset: number
  }) => Promise<Fetched>
}

const maxBytes = 512 * 1024
const maxWaitMs = 10
const requestTimeoutMs = 10_000
/** Tries of one question, and milliseconds between them, while a partition has no leader or a connection is lost. */
const maxTries = 8
const againMs = 250

/**
 * Creates a reader with connections of its own, for commands: brokers that are away are told of after some seconds.
 *
 * @param kafka - made with `isBrief`
 */
export function createTopicReader(
  kafka: Kafka,
  settings: KafkaSettings,
): { readonly value: TopicReader; readonly close: () => Promise<void> } {
  const admin = kafka.admin()
  const known = new Set<string>()
  const { cluster, refresh } = createOwnCluster(kafka, settings, [], requestTimeoutMs)
  let connecting: Promise<void> | undefined

  const insist = async <T>(ask: () => Promise<T>): Promise<T> => {
    for (let tries = 1; ; tries += 1) {
      try {
        connecting ??= Promise.all([admin.connect(), refresh()]).then(() => undefined)
        await connecting
        return await ask()
      } catch (error) {
        connecting = undefined
        if (!isRetriable(error) || tries === maxTries) throw error
        await wait(againMs)
      }
    }
  }
  const know = async (topic: string) => {
    if (known.has(topic)) return
    await cluster.addMultipleTargetTopics([topic])
    await cluster.refreshMetadata()
    known.add(topic)
  }
  const lowOf = async (topic: string, partition: number) => {
    const found = await admin.fetchTopicOffsets(topic)
    return Number(found.find((row) => row.partition === partition)?.low ?? 0)
  }

  const bounds: TopicReader['bounds'] = (topic, since) =>
    insist(async () => {
      const ends = await admin.fetchTopicOffsets(topic)
      const begins = since === undefined ? [] : await admin.fetchTopicOffsetsByTimestamp(topic, since)
      const all = ends.map(({ partition, low, high }) => {
        const begin = begins.find((row) => row.partition === partition)?.offset ?? low
        return { topic, partition, low: Number(low), end: Number(high), from: Math.max(Number(low), Number(begin)) }
      })
      return all.sort((a, b) => a.partition - b.partition)
    })

  const fetch: TopicReader['fetch'] = ({ topic, partition, offset }) =>
    insist(async () => {
      await know(topic)
      const answer = await fetchOnce(cluster, { topic, partition, offset, maxBytes, maxWaitMs })
      if (answer.errorCode === offsetOutOfRange) {
        const low = await lowOf(topic, partition)
        return { records: [], next: Math.max(low, offset) }
      }
      const read = readRecords(answer.bytes, offset, answer.aborted)
      // A fetch brings at least one batch if there is any: what stood before the end is compacted away.
      const next = read.next === offset ? Math.max(offset, answer.stableEnd) : read.next
      const records = read.records.map(({ key, value, offset: at, timestamp }) => ({
        topic,
        partition,
        offset: at,
        key: key?.toString('utf8') ?? null,
        value,
        timestamp,
      }))
      return { records, next }
    })

  const close = async () => {
    await Promise.all([admin.disconnect(), cluster.disconnect()])
  }
  return { value: { bounds, fetch }, close }
}
