import type { Admin } from 'kafkajs'
import { readCommitted } from './committed.ts'
import { KafkaError } from './errors.ts'
import type { ReadStart } from './read-start.ts'

/** How far a task has come, by topic: the next offset, and the note committed with it, empty where there was none. */
export type TaskProgress = {
  readonly offsets: ReadonlyMap<string, number>
  readonly notes: ReadonlyMap<string, string>
}

/**
 * Reads how far a task has come; where nothing is committed yet, that is where the topic begins.
 *
 * @throws KafkaError `kafka.task-lost` when the brokers leave a topic out: it would begin where this process last was, and
 * its sums at nothing
 */
export async function readProgress(
  admin: Pick<Admin, 'fetchOffsets'>,
  groupId: string,
  topics: readonly string[],
  partition: number,
  starts: ReadStart,
): Promise<TaskProgress> {
  const rows = (await readCommitted(admin, groupId, topics)).filter((row) => row.partition === partition)
  const known = new Set(rows.map(({ topic }) => topic))
  const absent = topics.filter((topic) => !known.has(topic))
  if (absent.length > 0) {
    throw new KafkaError('kafka.task-lost', `Nothing was said of what is committed of ${absent.join(', ')}`)
  }
  const offsets = new Map<string, number>()
  for (const { topic, offset } of rows) offsets.set(topic, offset ?? (await starts(topic, partition)))
  return { offsets, notes: new Map(rows.map(({ topic, note }) => [topic, note])) }
}
