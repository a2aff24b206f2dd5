import type { MetricRow } from '@bellhop/runtime'
import { ownMetrics } from './known-metrics.ts'
import { toRow } from './to-row.ts'

const head = `# Metrics

<!-- Written by \`npm run docs\` from packages/runtime/src/metrics.ts; a test compares the two. -->

Both services give their metrics at \`/metrics\` of the admin port, in Prometheus' text format: the ingress on 9464, an enricher on 9465. Names, labels and meanings are a public interface. The unit stands at the end of a name; what has none counts. No label holds an id, a token or guest data, and every label has few values.

The ingress sums its workers' metrics; of a gauge the table says when it is their least or greatest instead. Each enricher has its own, so sum over them, but take the maximum where all tell the same (\`bellhop_enricher_tasks\`, \`…_topic_retention_seconds\`, \`…_budget_capacity_calls\`). Node's own metrics (\`process_…\`, \`nodejs_…\`) stand beside them.

The dashboards in [observability/grafana](../observability/grafana) show every one of these; the [alerts](../observability/prometheus/alerts.yml) ask for some, and the [runbook](runbook.md) says what to do.
`

/** The page about metrics, from their table. Pure. */
export function toMetricsPage(): string {
  const sections = ownMetrics.map(([service, rows]) =>
    [
      `## ${service}`,
      '',
      toRow(['metric', 'type', 'labels', 'meaning']),
      '|---|---|---|---|',
      ...rows.map(toMetricRow),
      '',
    ].join('\n'),
  )
  return [head, ...sections].join('\n')
}

function toMetricRow({ type, name, labels, help, aggregator }: MetricRow): string {
  const kind = type === 'quick-histogram' ? 'histogram' : type
  const of = aggregator === undefined ? '' : `, ${aggregator === 'min' ? 'least' : 'greatest'} of the workers`
  return toRow([`\`${name}\``, `${kind}${of}`, labels.map((label) => `\`${label}\``).join(', '), help])
}
