import type { OpenTask } from './open-task.ts'

/** Sums by topic how far what is committed is behind the end of the log, as far as the last fetch saw. */
export function toLag(
  topics: readonly string[],
  tasks: ReadonlyMap<number, Pick<OpenTask, 'committed'>>,
  endOf: ReadonlyMap<string, number>,
): ReadonlyMap<string, number> {
  const lag = new Map<string, number>(topics.map((topic) => [topic, 0]))
  for (const [partition, task] of tasks) {
    for (const topic of topics) {
      const end = endOf.get(`${topic}/${partition}`)
      const committed = task.committed(topic)
      if (end !== undefined && committed !== undefined) {
        lag.set(topic, (lag.get(topic) ?? 0) + Math.max(0, end - committed))
      }
    }
  }
  return lag
}
