import type { Kafka } from 'kafkajs'
import type Cluster from 'kafkajs/src/cluster/index.js'

type CreateCluster = (options: { readonly metadataMaxAge: number; readonly allowAutoTopicCreation: boolean }) => Cluster

/**
 * Creates connections of their own to the brokers, as the client gives them to each producer and consumer: with its
 * settings, and its account of what is committed. Nothing is connected yet.
 *
 * kafkajs keeps to itself how it does that, under a symbol (kafkajs 2.2.4, index.js).
 */
export function createCluster(kafka: Kafka): Cluster {
  const hidden = Object.getOwnPropertySymbols(kafka).find(
    ({ description }) => description === 'private:Kafka:createCluster',
  )
  const create: CreateCluster | undefined = hidden && Reflect.get(kafka, hidden)
  if (create === undefined) throw new TypeError('This client of Kafka is not made by kafkajs 2.2.4')
  return create({ metadataMaxAge: 300_000, allowAutoTopicCreation: false })
}
