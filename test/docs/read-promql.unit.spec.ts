import { describe, expect, it } from 'vitest'
import { readPromql } from './read-promql.ts'

describe('readPromql', () => {
  it('finds the metrics, and the labels that are matched and grouped by', () => {
    const asked = readPromql('sum by (le) (rate(a_bucket{topic=~"$topic"}[$__rate_interval])) / on (job) b')

    expect(asked).toEqual({ metrics: ['a_bucket', 'b'], labels: ['le', 'topic', 'job'], isWhole: true })
  })

  it.each(['sum by (', 'rate(a[5m]', 'a b'])('sees that %s is no expression', (text) => {
    expect(readPromql(text).isWhole).toBe(false)
  })
})
