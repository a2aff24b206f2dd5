import { createByteReader } from './byte-reader.ts'
import { writeInt32, writeInt64, writeString } from './byte-writer.ts'
import type { Aborted } from './read-records.ts'

/** What is asked of one partition. */
export type FetchQuestion = {
  readonly topic: string
  readonly partition: number
  readonly offset: number
  /** Bytes of records; a first batch that is larger comes whole. */
  readonly maxBytes: number
  /** Milliseconds that the broker may wait for a first byte. */
  readonly maxWaitMs: number
}

/** What the broker answers. */
export type FetchAnswer = {
  /** 0 is yes. */
  readonly errorCode: number
  /** The offset before which every transaction has ended, and before which all is brought. */
  readonly stableEnd: number
  readonly aborted: readonly Aborted[]
  /** Batches of records, the last of which may be cut off. */
  readonly bytes: Buffer
}

/** The version of Fetch that is written and read here: the first that knows transactions, and Kafka 4's oldest. */
export const fetchVersion = 4

const readCommitted = 1

/** Encodes the body of a Fetch request, version 4, for committed records of one partition (Kafka's protocol guide). */
export function encodeFetchRequest({ topic, partition, offset, maxBytes, maxWaitMs }: FetchQuestion): Buffer {
  const writer = { bytes: Buffer.allocUnsafe(64 + 3 * topic.length), at: 0 }
  // No replica asks.
  writeInt32(writer, -1)
  writeInt32(writer, maxWaitMs)
  // At least one byte.
  writeInt32(writer, 1)
  writeInt32(writer, maxBytes)
  writer.bytes[writer.at++] = readCommitted
  writeInt32(writer, 1)
  writeString(writer, topic)
  writeInt32(writer, 1)
  writeInt32(writer, partition)
  writeInt64(writer, BigInt(offset))
  writeInt32(writer, maxBytes)
  return writer.bytes.subarray(0, writer.at)
}

/**
 * Decodes the body of a Fetch response, version 4, to a question about one partition.
 *
 * @throws RangeError when it is not such a response
 */
export function decodeFetchResponse(bytes: Buffer): { readonly answer: FetchAnswer; readonly throttleMs: number } {
  const { int16, int32, int64, take, skip } = createByteReader(bytes)
  const throttleMs = int32()
  const topics = int32()
  skip(int16())
  const partitions = int32()
  if (topics !== 1 || partitions !== 1) throw new RangeError('The answer is not about the one partition asked for')
  // The partition's number.
  skip(4)
  const errorCode = int16()
  // The end of all that is replicated, open transactions included.
  skip(8)
  const stableEnd = Number(int64())
  // -1 where there is no list.
  const aborted = Array.from({ length: Math.max(0, int32()) }, () => ({
    producerId: int64(),
    firstOffset: Number(int64()),
  }))
  return { answer: { errorCode, stableEnd, aborted, bytes: take(Math.max(0, int32())) }, throttleMs }
}
