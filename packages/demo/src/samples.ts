import { type Sample, sumBy } from '@bellhop/runtime'

/** A histogram over all of its labels: how many observations were at most `le`, by `le`, ascending. */
export type Buckets = ReadonlyArray<{ readonly le: number; readonly count: number }>

/** Reads a histogram. */
export function toBuckets(samples: readonly Sample[], name: string): Buckets {
  return [...sumBy(samples, `${name}_bucket`, 'le')]
    .map(([le, count]) => ({ le: le === '+Inf' ? Number.POSITIVE_INFINITY : Number(le), count }))
    .sort((a, b) => a.le - b.le)
}

/** What a histogram has gained since it was read before. */
export function since(now: Buckets, before: Buckets): Buckets {
  const earlier = new Map(before.map(({ le, count }) => [le, count]))
  return now.map(({ le, count }) => ({ le, count: count - (earlier.get(le) ?? 0) }))
}

/**
 * Estimates a quantile as Prometheus does: straight lines within a bucket.
 *
 * @returns undefined when nothing was observed
 */
export function toQuantile(buckets: Buckets, quantile: number): number | undefined {
  const total = buckets.at(-1)?.count ?? 0
  if (total <= 0) return undefined
  const rank = quantile * total
  let before = { le: 0, count: 0 }
  for (const bucket of buckets) {
    if (bucket.count >= rank) {
      if (bucket.le === Number.POSITIVE_INFINITY) return before.le
      return before.le + ((bucket.le - before.le) * (rank - before.count)) / Math.max(1, bucket.count - before.count)
    }
    before = bucket
  }
  return before.le
}

/** Adds up what a metric has under all labels. */
export function total(sums: ReadonlyMap<string, number>): number {
  return [...sums.values()].reduce((sum, value) => sum + value, 0)
}
