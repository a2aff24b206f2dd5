import type { Kafka } from 'kafkajs'
import type { Leaders } from './ask-leaders.ts'
import type { KafkaSettings } from './connect.ts'
import { createLeaders } from './create-leaders.ts'
import { explainNotAllowed } from './ensure-access.ts'
import { createOwnCluster } from './own-cluster.ts'

/** What a producer asks of the brokers; each function asks once, and rejects where it gets no answer. */
export type ProducerCluster = Leaders & {
  /** A new producer's id: nobody else's sequence numbers are mistaken for its own. */
  readonly initProducerId: () => Promise<{ readonly producerId: bigint; readonly producerEpoch: number }>
  /** Learns anew who leads what. */
  readonly refresh: () => Promise<void>
  readonly close: () => Promise<void>
}

/** How long an answer is waited for before the same batches are sent again, in milliseconds. */
const requestTimeoutMs = 5_000
/** How long the broker may wait for its replicas: it should say so itself before we give up on it. */
const replicaTimeoutMs = 4_000

/**
 * Opens connections of a producer's own to the brokers, for these topics; nothing is connected before the first question.
 *
 * @param kafka - whose logger is used
 */
export function createProducerCluster(
  kafka: Pick<Kafka, 'logger'>,
  settings: KafkaSettings,
  topics: readonly string[],
): ProducerCluster {
  const { cluster, refresh: ask } = createOwnCluster(kafka, settings, topics, requestTimeoutMs)
  const permissions = topics.map((name) => ({ resource: 'topic', name, isPrefix: false, operation: 'write' }) as const)
  // To learn who leads what, one has to be allowed to use every topic; the broker does not say which it was about.
  const refresh = () =>
    ask().catch(async (error: unknown) => {
      throw await explainNotAllowed(kafka, settings, { permissions, topics }, error)
    })
  return {
    ...createLeaders(cluster, { replicaTimeoutMs }),
    refresh,
    initProducerId: async () => {
      await refresh()
      const broker = await cluster.findControllerBroker()
      const { producerId, producerEpoch } = await broker.initProducerId({ transactionTimeout: requestTimeoutMs })
      return { producerId: BigInt(producerId), producerEpoch }
    },
    close: () => cluster.disconnect(),
  }
}
