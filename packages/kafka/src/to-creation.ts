import type { ITopicConfig } from 'kafkajs'
import type { TopicSpec } from './compare-topics.ts'
import { minInSyncOf } from './min-in-sync.ts'

/** Says to kafkajs how a topic is to be created. Pure. */
export function toCreation({ topic, partitions, config }: TopicSpec, replication: number): ITopicConfig {
  const inSync = { 'min.insync.replicas': String(minInSyncOf(replication)) }
  return {
    topic,
    numPartitions: partitions,
    replicationFactor: replication,
    configEntries: Object.entries({ ...config, ...inSync }).map(([name, value]) => ({ name, value })),
  }
}
