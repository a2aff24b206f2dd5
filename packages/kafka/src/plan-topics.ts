import type { Admin, Kafka } from 'kafkajs'
import { findMismatches, type TopicSpec } from './compare-topics.ts'
import { createTopics } from './create-topics.ts'
import { describeTopics } from './describe-topics.ts'
import { wait } from './insist.ts'
import { isRetriable } from './is-retriable.ts'
import { withAdmin } from './with-admin.ts'

/** What is to be done about a topic. */
export type TopicPlan = {
  readonly topic: string
  /** It does not exist yet. */
  readonly isMissing: boolean
  /** How it differs from what is wanted, each a sentence with what to do; empty where it is missing. */
  readonly differences: readonly string[]
}

/** Compares topics with what is wanted, and changes nothing. A row a topic, in the order of `specs`. */
export async function planTopics(kafka: Kafka, specs: readonly TopicSpec[]): Promise<readonly TopicPlan[]> {
  return withAdmin(kafka, (admin) => plan(admin, specs))
}

/**
 * Creates those of the topics that are missing, and compares all of them. Nothing is ever altered or deleted.
 *
 * @returns what is still to be done about each, and which were created
 * @throws KafkaError `kafka.topics` naming every topic that could not be created and why
 */
export async function applyTopics(
  kafka: Kafka,
  specs: readonly TopicSpec[],
): Promise<{ readonly created: readonly string[]; readonly topics: readonly TopicPlan[] }> {
  return withAdmin(kafka, async (admin) => {
    const before = await plan(admin, specs)
    const missing = new Set(before.flatMap(({ topic, isMissing }) => (isMissing ? [topic] : [])))
    if (missing.size === 0) return { created: [], topics: before }
    const wanted = specs.filter(({ topic }) => missing.has(topic))
    await createTopics(admin, wanted).catch((error: unknown) => {
      // kafkajs waits for the leaders, but gives up where a broker does not know the topic yet.
      if (!isRetriable(error)) throw error
    })
    const isLeft = (rows: readonly TopicPlan[]) => rows.some(({ topic, isMissing }) => isMissing && missing.has(topic))
    let topics = await plan(admin, specs)
    // What was created is listed a moment later.
    for (let tries = 1; isLeft(topics) && tries < maxTries; tries += 1) {
      await wait(againMs)
      topics = await plan(admin, specs)
    }
    const created = topics.flatMap(({ topic, isMissing }) => (missing.has(topic) && !isMissing ? [topic] : []))
    return { created, topics }
  })
}

/** Tries, and milliseconds between them, while not all brokers know a new topic yet or a leader moves. */
const maxTries = 40
const againMs = 250

async function plan(admin: Admin, specs: readonly TopicSpec[]): Promise<readonly TopicPlan[]> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await compare(admin, specs)
    } catch (error) {
      if (!isRetriable(error) || tries === maxTries) throw error
      await wait(againMs)
    }
  }
}

async function compare(admin: Admin, specs: readonly TopicSpec[]): Promise<readonly TopicPlan[]> {
  const present = new Set(await admin.listTopics())
  const names = specs.map(({ topic }) => topic).filter((topic) => present.has(topic))
  const found = names.length === 0 ? new Map() : await describeTopics(admin, names)
  return specs.map((spec) => {
    const isMissing = !present.has(spec.topic)
    return { topic: spec.topic, isMissing, differences: isMissing ? [] : findMismatches(spec, found.get(spec.topic)) }
  })
}
