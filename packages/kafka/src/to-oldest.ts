import type { OpenTask } from './open-task.ts'

/** The least of what the tasks tell for each topic; topics of which none tells anything are left out. */
export function toOldest(
  topics: readonly string[],
  tasks: Iterable<Pick<OpenTask, 'oldest'>>,
): ReadonlyMap<string, number> {
  const oldest = new Map<string, number>()
  for (const task of tasks) {
    for (const topic of topics) {
      const at = task.oldest(topic)
      if (at !== undefined) oldest.set(topic, Math.min(at, oldest.get(topic) ?? at))
    }
  }
  return oldest
}
