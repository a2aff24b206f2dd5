import type Cluster from 'kafkajs/src/cluster/index.js'
import type { Leaders } from './ask-leaders.ts'
import { findLeader } from './find-leader.ts'
import { decodeProduceResponse, encodeProduceRequest, produceVersion } from './produce-request.ts'
import { toExchange } from './to-exchange.ts'

/** Kafka's number for Produce requests is 0. */
const produce = { apiKey: 0, apiVersion: produceVersion, apiName: 'Produce' }

/** What goes with every batch of a producer. */
export type ProduceOptions = {
  /** Milliseconds that a broker may wait for its replicas: it should say so itself before we give up on it. */
  readonly replicaTimeoutMs: number
  /** Whose transactions the batches are part of; without it they are part of none. */
  readonly transactionalId?: string
}

/** Makes of kafkajs's connections what asks the leaders of partitions to store batches, each time once. */
export function createLeaders(cluster: Cluster, { replicaTimeoutMs, transactionalId }: ProduceOptions): Leaders {
  return {
    leaderOf: (topic, partition) => findLeader(cluster, topic, partition),
    produce: async (leader, batches) => {
      const broker = await cluster.findBroker({ nodeId: leader })
      const encode = () => encodeProduceRequest(batches, replicaTimeoutMs, transactionalId)
      const { answers } = await broker.connectionPool.send(toExchange(produce, encode, decodeProduceResponse))
      return answers
    },
  }
}
