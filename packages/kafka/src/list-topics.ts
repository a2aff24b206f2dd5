import type { Kafka } from 'kafkajs'
import { withAdmin } from './with-admin.ts'

/** Names the topics that the brokers have and let us see, over a connection of its own. */
export function listTopics(kafka: Kafka): Promise<string[]> {
  return withAdmin(kafka, (admin) => admin.listTopics())
}
