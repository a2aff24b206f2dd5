import type { ReadPartition } from '@bellhop/kafka'
import type { FetchClock } from './clock.ts'
import type { ReadStates } from './read-states.ts'
import type { States } from './states.ts'
import type { WorkTask } from './work-task.ts'

/** What {@link restoreStates} needs. */
export type RestoreTools = {
  readonly topic: string
  readonly readPartition: ReadPartition
  readonly readStates: ReadStates
  readonly clock: FetchClock
  /** Told every few seconds how many records were read. */
  readonly onProgress: (records: number) => void
}

/** What was restored. */
export type Restored = {
  readonly records: number
  /** Records that nobody can read. */
  readonly unreadable: number
  readonly entities: number
}

/** Milliseconds between words of progress. */
const progressMs = 5_000

/**
 * Reads what the owners of a task before have published last: all that they have committed, since it reads up to a
 * barrier that was set after they were fenced.
 *
 * @throws KafkaError `kafka.task-lost` when the task is lost meanwhile
 */
export async function restoreStates(task: WorkTask, states: States, tools: RestoreTools): Promise<Restored> {
  const { topic, readPartition, readStates, clock, onProgress } = tools
  const before = clock.rising()
  let records = 0
  let unreadable = 0
  let toldAt = clock.mono()
  const offset = await task.setBarrier(topic)
  await readPartition({ topic, partition: task.partition, offset }, task.signal, async (batch) => {
    unreadable += await readStates(batch, states, before)
    records += batch.length
    if (clock.mono() - toldAt < progressMs) return
    toldAt = clock.mono()
    onProgress(records)
  })
  return { records, unreadable, entities: states.size() }
}
