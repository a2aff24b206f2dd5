import type { Admin, Kafka } from 'kafkajs'
import { wait } from './insist.ts'
import { isRetriable } from './is-retriable.ts'
import { withAdmin } from './with-admin.ts'

/** The end of each partition that has anything to read, by `topic/partition`: the offset after its last record. */
export type Ends = ReadonlyMap<string, number>

/** What a partition holds: records from offset `low` on, all of them before offset `high`. */
export type Span = {
  readonly topic: string
  readonly partition: number
  readonly low: number
  readonly high: number
}

/** Tries of reading a topic's ends, and milliseconds between them. */
const maxTries = 50
const againMs = 200

/** Reads the ends over a connection of its own. */
export function fetchEnds(kafka: Kafka, topics: readonly string[]): Promise<Ends> {
  return withAdmin(kafka, (admin) => readEnds(admin, topics))
}

/**
 * Reads what each partition of these topics holds, where it holds anything, over a connection of its own. A topic that
 * does not exist holds nothing.
 */
export function fetchSpans(kafka: Kafka, topics: readonly string[]): Promise<Span[]> {
  return withAdmin(kafka, async (admin) => {
    const present = new Set(await admin.listTopics())
    return readSpans(
      admin,
      topics.filter((topic) => present.has(topic)),
    )
  })
}

/** Finds the partitions of which the first records are deleted, over a connection of its own. */
export function fetchCut(kafka: Kafka, topics: readonly string[]): Promise<Array<Pick<Span, 'topic' | 'partition'>>> {
  return withAdmin(kafka, async (admin) => {
    const cut: Array<Pick<Span, 'topic' | 'partition'>> = []
    for (const topic of topics) {
      for (const { partition, low } of await fetchOffsets(admin, topic)) {
        if (Number(low) > 0) cut.push({ topic, partition })
      }
    }
    return cut
  })
}

/**
 * Reads the ends. What stands last in a partition may be the marker of a transaction; what belongs to an open transaction
 * lies behind the end, and so does what follows it (kafkajs asks as a reader of committed records).
 */
export async function readEnds(admin: Admin, topics: readonly string[]): Promise<Map<string, number>> {
  const spans = await readSpans(admin, topics)
  return new Map(spans.map(({ topic, partition, high }) => [`${topic}/${partition}`, high]))
}

async function readSpans(admin: Admin, topics: readonly string[]): Promise<Span[]> {
  const spans: Span[] = []
  for (const topic of topics) {
    for (const { partition, low, high } of await fetchOffsets(admin, topic)) {
      if (Number(high) > Number(low)) spans.push({ topic, partition, low: Number(low), high: Number(high) })
    }
  }
  return spans
}

/** Tries while a partition has no leader, or not the one that was known: kafkajs passes most of that on. */
async function fetchOffsets(admin: Admin, topic: string): ReturnType<Admin['fetchTopicOffsets']> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await admin.fetchTopicOffsets(topic)
    } catch (error) {
      if (!isRetriable(error) || tries === maxTries) throw error
      await wait(againMs)
    }
  }
}
