import type { TopicMessages } from 'kafkajs'
import { type OutgoingRecord, sizeOf } from './record.ts'

/** A record with its partition decided, so that a retry cannot send it to another. */
export type PlacedRecord = OutgoingRecord & { readonly partition: number }

/**
 * Largest batch for one partition. kafkajs writes one record batch per partition and send and never splits it, and a
 * broker refuses one above `max.message.bytes` for ever (tried: 1 MiB).
 */
export const maxPartitionBytes = 512 * 1024

/**
 * Cuts records into sends, in order, such that no partition gets more than the bound in one of them. A single record
 * above the bound is sent alone in its partition.
 *
 * @param maxBytes - per partition and send; the default is {@link maxPartitionBytes}
 */
export function splitBatches(records: readonly PlacedRecord[], maxBytes = maxPartitionBytes): PlacedRecord[][] {
  const sends: PlacedRecord[][] = []
  let current: PlacedRecord[] = []
  let bytes = new Map<string, number>()
  for (const record of records) {
    const place = `${record.topic}/${record.partition}`
    const size = sizeOf(record)
    const before = bytes.get(place) ?? 0
    if (before > 0 && before + size > maxBytes) {
      sends.push(current)
      current = []
      bytes = new Map()
    }
    current.push(record)
    bytes.set(place, (bytes.get(place) ?? 0) + size)
  }
  if (current.length > 0) sends.push(current)
  return sends
}

/** Groups records by topic, as kafkajs wants them; order within a partition stays. */
export function toTopicMessages(records: readonly PlacedRecord[]): TopicMessages[] {
  const byTopic = new Map<string, TopicMessages>()
  for (const { topic, key, value, partition, headers } of records) {
    let group = byTopic.get(topic)
    if (group === undefined) {
      group = { topic, messages: [] }
      byTopic.set(topic, group)
    }
    group.messages.push({ key, value, partition, ...(headers === undefined ? {} : { headers }) })
  }
  return [...byTopic.values()]
}
