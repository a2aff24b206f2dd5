/** A histogram of one label at most, for what happens thousands of times a second. */
export type QuickHistogram = {
  /** Makes the count of one label's value; without a label, of all. Look it up once, then observe. */
  readonly of: (labelValue?: string) => (value: number) => void
}

type Series = {
  readonly labels: Readonly<Record<string, string>>
  readonly counts: Float64Array
  sum: number
  count: number
}

/** What a Prometheus registry asks of a metric. */
export type ReadableMetric = { readonly name: string; get(): Promise<object>; reset(): void }

/**
 * Makes a histogram whose count costs a few additions: prom-client's own checks, copies and hashes its labels for each
 * value. The same text comes out of a registry.
 *
 * @param bounds - upper bounds of the buckets, ascending
 */
export function createQuickHistogram(facts: {
  readonly name: string
  readonly help: string
  readonly labelName?: string | undefined
  readonly bounds: readonly number[]
}): QuickHistogram & { readonly metric: ReadableMetric } {
  const { name, help, labelName, bounds } = facts
  const all = new Map<string, Series>()

  const of = (labelValue = '') => {
    const series: Series = all.get(labelValue) ?? {
      labels: labelName === undefined ? {} : { [labelName]: labelValue },
      counts: new Float64Array(bounds.length),
      sum: 0,
      count: 0,
    }
    all.set(labelValue, series)
    return (value: number) => {
      series.sum += value
      series.count += 1
      const bucket = bounds.findIndex((bound) => value <= bound)
      if (bucket !== -1) series.counts[bucket] = (series.counts[bucket] ?? 0) + 1
    }
  }

  const toValues = ({ labels, counts, sum, count }: Series) => {
    let below = 0
    const buckets = bounds.map((le, bucket) => {
      below += counts[bucket] ?? 0
      return { metricName: `${name}_bucket`, labels: { le, ...labels }, value: below }
    })
    return [
      ...buckets,
      { metricName: `${name}_bucket`, labels: { le: '+Inf', ...labels }, value: count },
      { metricName: `${name}_sum`, labels, value: sum },
      { metricName: `${name}_count`, labels, value: count },
    ]
  }
  const metric = {
    name,
    help,
    type: 'histogram',
    aggregator: 'sum',
    get: async () => ({
      name,
      help,
      type: 'histogram',
      aggregator: 'sum',
      values: [...all.values()].flatMap(toValues),
    }),
    // A registry's own text goes by this one, and puts the values of `sharedLabels` beside each.
    getForPromString: () => metric.get(),
    reset: () => all.clear(),
  }
  return { of, metric }
}
