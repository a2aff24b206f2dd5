import { parser } from '@prometheus-io/lezer-promql'

/** What an expression asks Prometheus for. */
export type Asked = {
  readonly metrics: readonly string[]
  /** Labels that it matches or groups by. */
  readonly labels: readonly string[]
  /** Whether it is PromQL at all. */
  readonly isWhole: boolean
}

/** Reads an expression of a rule or a dashboard; Grafana's variables stand for what they become. Pure. */
export function readPromql(expression: string): Asked {
  const text = expression.replaceAll('$__rate_interval', '1m').replaceAll(/\$\w+/g, '.*')
  const metrics = new Set<string>()
  const labels = new Set<string>()
  let isWhole = true
  parser.parse(text).iterate({
    enter: ({ name, from, to, type, node }) => {
      if (type.isError) isWhole = false
      if (name === 'LabelName') labels.add(text.slice(from, to))
      if (name === 'Identifier' && node.parent?.name === 'VectorSelector') metrics.add(text.slice(from, to))
    },
  })
  return { metrics: [...metrics], labels: [...labels], isWhole }
}
