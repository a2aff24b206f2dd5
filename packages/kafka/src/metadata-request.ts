import { createByteReader } from './byte-reader.ts'
import { writeInt32, writeString } from './byte-writer.ts'
import { readGranted } from './granted.ts'
import type { Operation } from './permission.ts'

/** What a broker says of a topic to one of its users. */
export type TopicStanding = {
  readonly topic: string
  /** 0 is yes; 3 is a topic that does not exist, 29 one of which this user may not know. */
  readonly errorCode: number
  /** What the user may do with it; undefined where the broker does not tell. */
  readonly granted: ReadonlySet<Operation> | undefined
}

/** What a broker tells one of its users. */
export type Standing = {
  readonly topics: readonly TopicStanding[]
  /** What the user may do with the cluster; undefined also for who may not describe it. */
  readonly cluster: ReadonlySet<Operation> | undefined
}

/** The version of Metadata that is written and read here: it tells what one may do; known to brokers from 2.3 on. */
export const metadataVersion = 8

/** Encodes the body of a Metadata request, version 8, that asks what we may do with topics (Kafka's protocol guide). */
export function encodeMetadataRequest(topics: readonly string[]): Buffer {
  const bound = topics.reduce((sum, topic) => sum + 2 + 3 * topic.length, 8)
  const writer = { bytes: Buffer.alloc(bound), at: 0 }
  writeInt32(writer, topics.length)
  for (const topic of topics) writeString(writer, topic)
  // No topic is to be created; what we may do with the cluster is asked, and what with the topics.
  writer.bytes.set([0, 1, 1], writer.at)
  return writer.bytes.subarray(0, writer.at + 3)
}

/**
 * Decodes the body of a Metadata response, version 8.
 *
 * @throws RangeError when it is not such a response
 */
export function decodeMetadataResponse(bytes: Buffer): { readonly standing: Standing; readonly throttleMs: number } {
  const { int16, int32, string, skip } = createByteReader(bytes)
  const skipInts = () => skip(4 * Math.max(0, int32()))
  const throttleMs = int32()
  for (let brokers = int32(); brokers > 0; brokers -= 1) {
    skip(4)
    string()
    skip(4)
    string()
  }
  // The cluster's id, and its controller.
  string()
  skip(4)
  const topics: TopicStanding[] = []
  for (let left = int32(); left > 0; left -= 1) {
    const errorCode = int16()
    const topic = string()
    skip(1)
    for (let partitions = int32(); partitions > 0; partitions -= 1) {
      // Error, partition, leader and its epoch; replicas, those in sync, those away.
      skip(14)
      skipInts()
      skipInts()
      skipInts()
    }
    topics.push({ topic, errorCode, granted: readGranted(int32()) })
  }
  return { standing: { topics, cluster: readGranted(int32()) }, throttleMs }
}
