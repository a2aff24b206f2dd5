import type { PlacedRecord } from './split-batches.ts'

/** What the client says of one partition it wrote to. */
type Ack = { readonly topicName: string; readonly partition: number }

/**
 * Finds the partitions of a send, as `topic/partition`, that the client does not name in its answer.
 *
 * kafkajs resolves a send of which it wrote only a part: when a broker fails and its partitions move to one that has
 * answered already, their records are forgotten, and so are those of a partition that does not exist
 * (kafkajs 2.2.4, producer/sendMessages.js and cluster/index.js).
 */
export function findUnacknowledged(send: readonly PlacedRecord[], acks: readonly Ack[]): string[] {
  const places = new Set(send.map(({ topic, partition }) => `${topic}/${partition}`))
  for (const { topicName, partition } of acks) places.delete(`${topicName}/${partition}`)
  return [...places]
}
