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
  let at = 0
  const readInt16 = () => {
    at += 2
    return bytes.readInt16BE(at - 2)
  }
  const readInt32 = () => {
    at += 4
    return bytes.readInt32BE(at - 4)
  }
  const readString = () => {
    const length = Math.max(0, readInt16())
    at += length
    return bytes.toString('utf8', at - length, at)
  }
  const skipInts = () => {
    const count = Math.max(0, readInt32())
    at += 4 * count
  }
  const throttleMs = readInt32()
  for (let brokers = readInt32(); brokers > 0; brokers -= 1) {
    at += 4
    readString()
    at += 4
    readString()
  }
  // The cluster's id, and its controller.
  readString()
  at += 4
  const topics: TopicStanding[] = []
  for (let left = readInt32(); left > 0; left -= 1) {
    const errorCode = readInt16()
    const topic = readString()
    at += 1
    for (let partitions = readInt32(); partitions > 0; partitions -= 1) {
      // Error, partition, leader and its epoch; replicas, those in sync, those away.
      at += 14
      skipInts()
      skipInts()
      skipInts()
    }
    topics.push({ topic, errorCode, granted: readGranted(readInt32()) })
  }
  return { standing: { topics, cluster: readGranted(readInt32()) }, throttleMs }
}
