import { createCodec, createSerializer, ensureSubject, type Registry } from '@bellhop/avro'
import { createIdempotentProducer, createProducerCluster, openPublisher, silent } from '@bellhop/kafka'
import { type RecordName, schemas } from '@bellhop/records'
import type { Closer } from '@bellhop/runtime'
import type { Place } from './place.ts'

/** What a topic is filled with. */
export type Filling<T> = {
  readonly topic: string
  readonly recordName: RecordName
  readonly count: number
  /** The nth record, from 0. */
  readonly toRecord: (n: number) => { readonly key: string; readonly value: T }
}

/** Records given to the publisher at once. */
const atOnce = 20_000

/** Writes so many records to a topic, to its partitions in turn, whatever their keys. */
export async function fillTopic<T>(
  { stack, kafka }: Place,
  registry: Registry,
  partitions: number,
  { topic, recordName, count, toRecord }: Filling<T>,
  keep: Closer['keep'],
  stopping: AbortSignal,
): Promise<void> {
  const schema = schemas[recordName]
  const toBytes = createSerializer(createCodec<T>(schema), await ensureSubject(registry, `${topic}-value`, schema))
  const cluster = createProducerCluster(kafka, { clientId: 'bench', brokers: stack.brokers.split(',') }, [topic])
  const producer = createIdempotentProducer(cluster, silent)
  const publisher = keep(openPublisher(producer, { countPartitions: () => partitions }))
  for (let first = 0; first < count; first += atOnce) {
    stopping.throwIfAborted()
    const numbers = Array.from({ length: Math.min(atOnce, count - first) }, (_, n) => first + n)
    const records = numbers.map((n) => {
      const { key, value } = toRecord(n)
      return { topic, partition: n % partitions, key, value: toBytes(value) }
    })
    await publisher.publish(records)
  }
}
