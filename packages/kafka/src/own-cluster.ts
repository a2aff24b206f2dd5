import type { Kafka } from 'kafkajs'
import Cluster from 'kafkajs/src/cluster/index.js'
import { type KafkaSettings, toConnection } from './connect.ts'

/** Connections to the brokers that nobody else uses. */
export type OwnCluster = {
  readonly cluster: Cluster
  /** Connects where that is to be done, and learns anew who leads what. */
  readonly refresh: () => Promise<void>
}

/** Few tries of kafkajs's own: whoever asks here tries again, and says so. */
const retry = { initialRetryTime: 100, maxRetryTime: 500, retries: 1 }

/**
 * Creates connections of one's own, for these topics; nothing is connected before `refresh`.
 *
 * @param kafka - whose logger is used
 * @param requestTimeoutMs - how long an answer is waited for
 */
export function createOwnCluster(
  kafka: Pick<Kafka, 'logger'>,
  settings: KafkaSettings,
  topics: readonly string[],
  requestTimeoutMs: number,
): OwnCluster {
  const cluster = new Cluster({
    ...toConnection(settings),
    logger: kafka.logger(),
    requestTimeout: requestTimeoutMs,
    enforceRequestTimeout: true,
    metadataMaxAge: 300_000,
    allowAutoTopicCreation: false,
    retry,
  })
  return {
    cluster,
    refresh: async () => {
      await cluster.connect()
      await cluster.addMultipleTargetTopics(topics)
      await cluster.refreshMetadata()
    },
  }
}
