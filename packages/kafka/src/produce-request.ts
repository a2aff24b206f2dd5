import { createByteReader } from './byte-reader.ts'
import { writeBytes, writeInt16, writeInt32, writeString } from './byte-writer.ts'

/** The batch of one partition, encoded. */
export type EncodedBatch = { readonly topic: string; readonly partition: number; readonly bytes: Buffer }

/** What the broker says of one partition. */
export type PartitionAnswer = {
  readonly topic: string
  readonly partition: number
  /** 0 is yes. */
  readonly errorCode: number
  /** Where the batch begins in the log; below 0 where the broker does not say. */
  readonly baseOffset: number
}

/** The version of Produce that is written and read here: the newest that kafkajs speaks, known to brokers from 2.1 on. */
export const produceVersion = 7

const allInSync = -1

/**
 * Encodes the body of a Produce request, version 7, for acknowledgement by all in-sync replicas (Kafka's protocol guide).
 *
 * @param timeoutMs - how long the broker waits for its replicas
 * @param transactionalId - of the transaction that all batches are part of; without it they are part of none
 */
export function encodeProduceRequest(
  batches: readonly EncodedBatch[],
  timeoutMs: number,
  transactionalId?: string,
): Buffer {
  const byTopic = groupByTopic(batches)
  let bound = 12 + 3 * (transactionalId?.length ?? 0)
  for (const [topic, partitions] of byTopic) {
    bound += 6 + 3 * topic.length
    for (const { bytes } of partitions) bound += 8 + bytes.byteLength
  }
  const writer = { bytes: Buffer.allocUnsafe(bound), at: 0 }
  if (transactionalId === undefined) writeInt16(writer, -1)
  else writeString(writer, transactionalId)
  writeInt16(writer, allInSync)
  writeInt32(writer, timeoutMs)
  writeInt32(writer, byTopic.size)
  for (const [topic, partitions] of byTopic) {
    writeString(writer, topic)
    writeInt32(writer, partitions.length)
    for (const { partition, bytes } of partitions) {
      writeInt32(writer, partition)
      writeInt32(writer, bytes.byteLength)
      writeBytes(writer, bytes)
    }
  }
  return writer.bytes.subarray(0, writer.at)
}

/** Decodes the body of a Produce response, version 7: what became of each partition, and how long we are asked to wait. */
export function decodeProduceResponse(bytes: Buffer): {
  readonly answers: readonly PartitionAnswer[]
  readonly throttleMs: number
} {
  const answers: PartitionAnswer[] = []
  const { int16, int32, int64, string, skip } = createByteReader(bytes)
  for (let topics = int32(); topics > 0; topics -= 1) {
    const topic = string()
    for (let partitions = int32(); partitions > 0; partitions -= 1) {
      answers.push({ topic, partition: int32(), errorCode: int16(), baseOffset: Number(int64()) })
      // The append time, and the first offset of the log.
      skip(2 * 8)
    }
  }
  return { answers, throttleMs: int32() }
}

function groupByTopic(batches: readonly EncodedBatch[]): ReadonlyMap<string, EncodedBatch[]> {
  const byTopic = new Map<string, EncodedBatch[]>()
  for (const batch of batches) {
    const partitions = byTopic.get(batch.topic)
    if (partitions) partitions.push(batch)
    else byTopic.set(batch.topic, [batch])
  }
  return byTopic
}
