import type { Kafka } from 'kafkajs'
import createEosManager, { type Transactions } from 'kafkajs/src/producer/eosManager/index.js'
import type { Leaders } from './ask-leaders.ts'
import { createCluster } from './create-cluster.ts'
import { createLeaders } from './create-leaders.ts'

/** What a producer of transactions asks of the brokers. */
export type TransactionCluster = Leaders & {
  /** kafkajs's account of the transactional id; what it asks is asked once, unless it says otherwise. */
  readonly transactions: Transactions
  /** Learns who leads the partitions of topics, where that is not known yet. */
  readonly learn: (topics: readonly string[]) => Promise<void>
  /** Learns anew who leads what. */
  readonly refresh: () => Promise<void>
  /** Tells the consumer of the same client how far its group has come: kafkajs reads on from there. */
  readonly noteCommitted: (groupId: string, topic: string, partition: number, offset: string) => void
  readonly close: () => Promise<void>
}

/**
 * Half a minute is what a transaction has: where its replicas are slow, a broker should say so in time for further tries.
 */
const replicaTimeoutMs = 10_000

/**
 * Opens connections of one transactional id's own, and waits for as long as the brokers are away.
 *
 * Each has its own, though a process has many: a broker answers the requests of a connection one after the other, so a
 * write that waits for its replicas would hold up the commits of the others; and whoever throws a producer away, because it
 * got no answer, is rid of a connection that is dead and does not say so.
 */
export async function openTransactionCluster(
  kafka: Kafka,
  {
    transactionalId,
    transactionTimeoutMs,
  }: { readonly transactionalId: string; readonly transactionTimeoutMs: number },
): Promise<TransactionCluster> {
  const cluster = createCluster(kafka)
  const close = () => cluster.disconnect().catch(() => undefined)
  try {
    await cluster.connect()
  } catch (error) {
    await close()
    throw error
  }
  return {
    ...createLeaders(cluster, { replicaTimeoutMs, transactionalId }),
    transactions: createEosManager({
      logger: kafka.logger().namespace('Producer'),
      cluster,
      transactional: true,
      transactionalId,
      transactionTimeout: transactionTimeoutMs,
    }),
    learn: async (topics) => {
      await cluster.addMultipleTargetTopics(topics)
      await cluster.refreshMetadataIfNecessary()
    },
    refresh: async () => {
      await cluster.connect()
      await cluster.refreshMetadata()
    },
    noteCommitted: (groupId, topic, partition, offset) =>
      cluster.markOffsetAsCommitted({ groupId, topic, partition, offset }),
    close,
  }
}
