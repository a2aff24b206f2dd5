import type { OpenTask } from './open-task.ts'

/** What became of the tasks of this process when the group handed its tasks round. */
export type HandOver = {
  /** They go on as they were, with all they have in memory. */
  readonly kept: readonly number[]
  readonly opened: readonly number[]
  readonly abandoned: readonly number[]
}

/**
 * Brings the tasks that this process runs in line with those that the group has given it, in place.
 *
 * @param mayKeep - whether nobody else can have had in between what we had before; else it is opened anew
 */
export function handOver<Held extends Pick<OpenTask, 'abandon' | 'rejoin'>>(
  tasks: Map<number, Held>,
  assigned: readonly number[],
  mayKeep: boolean,
  open: (partition: number) => Held,
): HandOver {
  const abandoned = [...tasks.keys()].filter((partition) => !mayKeep || !assigned.includes(partition))
  for (const partition of abandoned) {
    tasks.get(partition)?.abandon()
    tasks.delete(partition)
  }
  const kept = [...tasks.keys()]
  for (const task of tasks.values()) task.rejoin()
  const opened = assigned.filter((partition) => !tasks.has(partition))
  for (const partition of opened) tasks.set(partition, open(partition))
  return { kept, opened, abandoned }
}
