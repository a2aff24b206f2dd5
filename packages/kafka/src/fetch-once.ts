import type Cluster from 'kafkajs/src/cluster/index.js'
import { createErrorFromCode } from 'kafkajs/src/protocol/error.js'
import {
  decodeFetchResponse,
  encodeFetchRequest,
  type FetchAnswer,
  type FetchQuestion,
  fetchVersion,
} from './fetch-request.ts'
import { findLeader } from './find-leader.ts'
import { toExchange } from './to-exchange.ts'

/** Kafka's number for Fetch requests is 1, and so is that of the error of an offset that the log does not hold. */
const fetchKind = { apiKey: 1, apiVersion: fetchVersion, apiName: 'Fetch' }
/** What a broker answers when the log does not hold the offset. */
export const offsetOutOfRange = 1

/**
 * Asks the leader of a partition for records once.
 *
 * @throws what the broker refuses, but not that the log does not hold the offset: that is an answer
 */
export async function fetchOnce(cluster: Cluster, question: FetchQuestion): Promise<FetchAnswer> {
  const nodeId = findLeader(cluster, question.topic, question.partition) ?? -1
  const broker = await cluster.findBroker({ nodeId })
  const exchange = toExchange(fetchKind, () => encodeFetchRequest(question), decodeFetchResponse)
  const { answer } = await broker.connectionPool.send(exchange)
  if (answer.errorCode !== 0 && answer.errorCode !== offsetOutOfRange) throw createErrorFromCode(answer.errorCode)
  return answer
}
