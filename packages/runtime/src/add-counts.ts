import type prometheus from 'prom-client'

/** The metrics of one process, as prom-client takes them apart. */
export type Reading = Awaited<ReturnType<prometheus.Registry['getMetricsAsJSON']>>

type Metric = Reading[number]
type Value = Metric['values'][number]

/** Adds one reading's counters and histograms to another's. What is so only while a process lives, is left out. Pure. */
export function addCounts(sum: Reading, reading: Reading): Reading {
  const sums = new Map(sum.map((metric) => [metric.name, metric]))
  for (const metric of reading) {
    if (!isCount(metric)) continue
    sums.set(metric.name, { ...metric, values: addValues(sums.get(metric.name)?.values ?? [], metric.values) })
  }
  return [...sums.values()]
}

/** prom-client says the type in letters, and declares a number. */
function isCount({ type }: Metric): boolean {
  return ['counter', 'histogram'].includes(String(type))
}

function addValues(sum: readonly Value[], values: readonly Value[]): Value[] {
  const sums = new Map(sum.map((value) => [keyOf(value), value]))
  for (const value of values) {
    const key = keyOf(value)
    sums.set(key, { ...value, value: value.value + (sums.get(key)?.value ?? 0) })
  }
  return [...sums.values()]
}

/** A histogram's values differ by their own name as well: sum, count, bucket. */
function keyOf(value: Value): string {
  const labels = Object.entries(value.labels).sort(([a], [b]) => (a < b ? -1 : 1))
  return JSON.stringify(['metricName' in value ? value.metricName : '', labels])
}
