import type { Admin, Kafka } from 'kafkajs'
import { withAdmin } from './with-admin.ts'

/** What the group has committed for one partition of a topic. */
export type Committed = {
  readonly topic: string
  readonly partition: number
  /** The next offset to be read; undefined where nothing was committed yet. */
  readonly offset: number | undefined
  /** What travelled with the offset; empty where nothing did. */
  readonly note: string
}

/** Reads what a group has committed on these topics, a row a partition, over a connection of its own. */
export function fetchCommitted(kafka: Kafka, groupId: string, topics: readonly string[]): Promise<Committed[]> {
  return withAdmin(kafka, (admin) => readCommitted(admin, groupId, topics))
}

/** Reads what a group has committed on these topics, a row a partition. */
export async function readCommitted(
  admin: Pick<Admin, 'fetchOffsets'>,
  groupId: string,
  topics: readonly string[],
): Promise<Committed[]> {
  const found = await admin.fetchOffsets({ groupId, topics: [...topics] })
  return found.flatMap(({ topic, partitions }) =>
    partitions.map(({ partition, offset, metadata }) => ({
      topic,
      partition,
      offset: Number(offset) < 0 ? undefined : Number(offset),
      note: metadata ?? '',
    })),
  )
}
