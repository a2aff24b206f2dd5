import type { Kafka } from 'kafkajs'
import type { Exchange } from 'kafkajs/src/broker/index.js'
import Cluster from 'kafkajs/src/cluster/index.js'
import { type KafkaSettings, toConnection } from './connect.ts'
import type { PartitionAnswer } from './produce-request.ts'
import { decodeProduceResponse, type EncodedBatch, encodeProduceRequest, produceVersion } from './produce-request.ts'

/** What a producer asks of the brokers; each function asks once, and rejects where it gets no answer. */
export type ProducerCluster = {
  /** A new producer's id: nobody else's sequence numbers are mistaken for its own. */
  readonly initProducerId: () => Promise<{ readonly producerId: bigint; readonly producerEpoch: number }>
  /** Which broker leads a partition, as far as is known; undefined where that is not known. */
  readonly leaderOf: (topic: string, partition: number) => number | undefined
  /** Learns anew who leads what. */
  readonly refresh: () => Promise<void>
  /** Asks a broker to store batches. */
  readonly produce: (leader: number, batches: readonly EncodedBatch[]) => Promise<readonly PartitionAnswer[]>
  readonly close: () => Promise<void>
}

/** Kafka's number for Produce requests. */
const produceKey = 0

/** How long an answer is waited for before the same batches are sent again, in milliseconds. */
const requestTimeoutMs = 5_000
/** How long the broker may wait for its replicas: it should say so itself before we give up on it. */
const replicaTimeoutMs = 4_000

const metadataMaxAgeMs = 300_000

/** Few tries of kafkajs's own: whoever asks here tries again, and says so. */
const retry = { initialRetryTime: 100, maxRetryTime: 500, retries: 1 }

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
  const cluster = new Cluster({
    ...toConnection(settings),
    logger: kafka.logger(),
    requestTimeout: requestTimeoutMs,
    enforceRequestTimeout: true,
    metadataMaxAge: metadataMaxAgeMs,
    allowAutoTopicCreation: false,
    retry,
  })
  const refresh = async () => {
    await cluster.connect()
    await cluster.addMultipleTargetTopics(topics)
    await cluster.refreshMetadata()
  }

  return {
    refresh,
    initProducerId: async () => {
      await refresh()
      const broker = await cluster.findControllerBroker()
      const { producerId, producerEpoch } = await broker.initProducerId({ transactionTimeout: requestTimeoutMs })
      return { producerId: BigInt(producerId), producerEpoch }
    },
    leaderOf: (topic, partition) => {
      const found = cluster.findTopicPartitionMetadata(topic).find(({ partitionId }) => partitionId === partition)
      // While a partition has no leader, the broker says -1.
      return found?.leader === undefined || found.leader === null || found.leader < 0 ? undefined : found.leader
    },
    produce: async (leader, batches) => {
      const broker = await cluster.findBroker({ nodeId: leader })
      const { answers } = await broker.connectionPool.send(toExchange(batches))
      return answers
    },
    close: () => cluster.disconnect(),
  }
}

function toExchange(batches: readonly EncodedBatch[]): Exchange<{ readonly answers: readonly PartitionAnswer[] }> {
  return {
    request: {
      apiKey: produceKey,
      apiVersion: produceVersion,
      apiName: 'Produce',
      encode: async () => {
        const buffer = encodeProduceRequest(batches, replicaTimeoutMs)
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
