import type { Admin } from 'kafkajs'
import { KafkaError } from './errors.ts'

/** Tells where a topic begins of which nothing is committed. */
export type ReadStart = (topic: string, partition: number) => Promise<number>

/**
 * Creates the way to ask where topics begin; each is asked once, for all of its partitions.
 *
 * @throws KafkaError `kafka.topics` for a topic that is not among these, and what the brokers answer
 */
export function createReadStart(admin: Admin, topics: readonly string[]): ReadStart {
  const asked = new Map<string, ReturnType<Admin['fetchTopicOffsets']>>()
  return async (topic, partition) => {
    if (!topics.includes(topic)) throw new KafkaError('kafka.topics', `${topic} is not a topic of the tasks`)
    const offsets = asked.get(topic) ?? admin.fetchTopicOffsets(topic)
    asked.set(topic, offsets)
    try {
      return Number((await offsets).find((found) => found.partition === partition)?.low ?? 0)
    } catch (error) {
      asked.delete(topic)
      throw error
    }
  }
}
