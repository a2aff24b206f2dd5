import type { Admin } from 'kafkajs'
import { KafkaError } from './errors.ts'

/** Tells where a topic begins now, of which nothing is committed. */
export type ReadStart = (topic: string, partition: number) => Promise<number>

/**
 * Creates the way to ask where topics begin, each once for all of its partitions and for all who ask meanwhile. No answer
 * is kept: retention moves the beginning, and a task that began anew where it was days ago would find nothing there.
 *
 * @throws KafkaError `kafka.topics` for a topic that is not among these, and what the brokers answer
 */
export function createReadStart(admin: Pick<Admin, 'fetchTopicOffsets'>, topics: readonly string[]): ReadStart {
  const asked = new Map<string, ReturnType<Admin['fetchTopicOffsets']>>()
  return async (topic, partition) => {
    if (!topics.includes(topic)) throw new KafkaError('kafka.topics', `${topic} is not a topic of the tasks`)
    const offsets = asked.get(topic) ?? admin.fetchTopicOffsets(topic).finally(() => asked.delete(topic))
    asked.set(topic, offsets)
    return Number((await offsets).find((found) => found.partition === partition)?.low ?? 0)
  }
}
