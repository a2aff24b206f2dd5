import type { PartitionRecords } from './idempotent-producer.ts'
import { type PlacedRecord, sizeOf } from './record.ts'

/**
 * Largest batch for one partition: a broker refuses one above `max.message.bytes` for ever, which is 1 MiB unless a topic
 * has its own.
 */
export const maxPartitionBytes = 512 * 1024

type Growing = { topic: string; partition: number; records: PlacedRecord[]; bytes: number }

/**
 * Groups records by topic and partition into sends, in order, such that no partition gets more than the bound in one of
 * them. A single record above the bound is alone in its partition.
 *
 * @param maxBytes - per partition and send; the default is {@link maxPartitionBytes}
 */
export function gatherSends(
  calls: Iterable<readonly PlacedRecord[]>,
  maxBytes = maxPartitionBytes,
): PartitionRecords[][] {
  const sends: PartitionRecords[][] = []
  let byTopic = new Map<string, Array<Growing | undefined>>()
  let current: Growing[] = []
  for (const records of calls) {
    for (const record of records) {
      const { topic, partition } = record
      const size = sizeOf(record)
      const open = byTopic.get(topic)?.[partition]
      if (open && open.bytes + size > maxBytes) {
        sends.push(current)
        current = []
        byTopic = new Map()
      } else if (open) {
        open.records.push(record)
        open.bytes += size
        continue
      }
      const started = { topic, partition, records: [record], bytes: size }
      const partitions = byTopic.get(topic) ?? []
      partitions[partition] = started
      byTopic.set(topic, partitions)
      current.push(started)
    }
  }
  if (current.length > 0) sends.push(current)
  return sends
}
