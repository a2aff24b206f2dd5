/**
 * Makes a count by key that is added to a metric only when the metric is read: prom-client checks and hashes labels at
 * each call, and what is counted here happens for every webhook or event.
 *
 * @param metric - one of prom-client's; its `collect` is called before each reading
 * @param add - adds a key's count to the metric
 */
export function createTally<K>(metric: object, add: (key: K, count: number) => void): (key: K) => void {
  const counts = new Map<K, number>()
  Object.assign(metric, {
    collect: () => {
      for (const [key, count] of counts) add(key, count)
      counts.clear()
    },
  })
  return (key) => void counts.set(key, (counts.get(key) ?? 0) + 1)
}
