import type { Exchange } from 'kafkajs/src/broker/index.js'
import type Cluster from 'kafkajs/src/cluster/index.js'
import type { Leaders } from './ask-leaders.ts'
import {
  decodeProduceResponse,
  type EncodedBatch,
  encodeProduceRequest,
  type PartitionAnswer,
  produceVersion,
} from './produce-request.ts'

/** Kafka's number for Produce requests. */
const produceKey = 0

/** What goes with every batch of a producer. */
export type ProduceOptions = {
  /** Milliseconds that a broker may wait for its replicas: it should say so itself before we give up on it. */
  readonly replicaTimeoutMs: number
  /** Whose transactions the batches are part of; without it they are part of none. */
  readonly transactionalId?: string
}

/** Makes of kafkajs's connections what asks the leaders of partitions to store batches, each time once. */
export function createLeaders(cluster: Cluster, options: ProduceOptions): Leaders {
  return {
    leaderOf: (topic, partition) => {
      const found = cluster.findTopicPartitionMetadata(topic).find(({ partitionId }) => partitionId === partition)
      // While a partition has no leader, the broker says -1.
      return found?.leader === undefined || found.leader === null || found.leader < 0 ? undefined : found.leader
    },
    produce: async (leader, batches) => {
      const broker = await cluster.findBroker({ nodeId: leader })
      const { answers } = await broker.connectionPool.send(toExchange(batches, options))
      return answers
    },
  }
}

function toExchange(
  batches: readonly EncodedBatch[],
  { replicaTimeoutMs, transactionalId }: ProduceOptions,
): Exchange<{ readonly answers: readonly PartitionAnswer[] }> {
  return {
    request: {
      apiKey: produceKey,
      apiVersion: produceVersion,
      apiName: 'Produce',
      encode: async () => {
        const buffer = encodeProduceRequest(batches, replicaTimeoutMs, transactionalId)
        return { buf: buffer, buffer }
      },
    },
    response: {
      decode: async (bytes) => {
        const { answers, throttleMs } = decodeProduceResponse(bytes)
        return { answers, clientSideThrottleTime: throttleMs }
      },
      parse: async (decoded) => decoded,
    },
    logResponseError: false,
  }
}
