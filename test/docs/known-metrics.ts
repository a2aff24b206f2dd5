import { commonMetrics, createMetrics, type MetricRow, metricTables } from '@bellhop/runtime'

/** Our own metrics by the service that has them, in the order of their table. */
export const ownMetrics: ReadonlyArray<readonly [string, readonly MetricRow[]]> = [
  ['ingress', Object.values(metricTables.ingress)],
  ['enricher', Object.values(metricTables.enricher)],
  ['both services', Object.values(commonMetrics)],
]

const targetLabels = ['job', 'instance']

/** Every name that a scrape of both services gives, and the labels that may stand with it. */
export function findKnownMetrics(): ReadonlyMap<string, ReadonlySet<string>> {
  const known = new Map<string, ReadonlySet<string>>([['up', new Set(targetLabels)]])
  for (const { name } of createMetrics('enricher').register.getMetricsAsArray()) known.set(name, new Set(targetLabels))
  for (const { type, name, labels } of ownMetrics.flatMap(([, rows]) => rows)) {
    const all = new Set([...labels, ...targetLabels])
    if (type === 'counter' || type === 'gauge') known.set(name, all)
    else {
      known.set(`${name}_bucket`, new Set([...all, 'le']))
      known.set(`${name}_sum`, all).set(`${name}_count`, all)
    }
  }
  return known
}
