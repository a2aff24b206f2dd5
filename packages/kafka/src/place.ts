import { partitionOf } from './partition.ts'
import type { OutgoingRecord, PlacedRecord } from './record.ts'

/** How many partitions a topic has; throws for a topic that is not ours. */
export type CountPartitions = (topic: string) => number

/**
 * Decides the partition of a record: its own, else by its key; a record without a key goes to partition 0.
 *
 * @throws RangeError when the topic has no such partition: nobody would ever lead it
 */
export function place(record: OutgoingRecord, countPartitions: CountPartitions): PlacedRecord {
  const count = countPartitions(record.topic)
  if (!isPlaced(record)) {
    return { ...record, partition: record.key === null ? 0 : partitionOf(record.key, count) }
  }
  const { topic, partition } = record
  if (!Number.isInteger(partition) || partition < 0 || partition >= count) {
    throw new RangeError(`${topic} has partitions 0 to ${count - 1}, not ${partition}`)
  }
  return record
}

function isPlaced(record: OutgoingRecord): record is PlacedRecord {
  return record.partition !== undefined
}
