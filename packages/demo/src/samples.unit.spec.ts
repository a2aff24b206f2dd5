import { readSamples } from '@bellhop/runtime'
import { describe, expect, it } from 'vitest'
import { since, toBuckets, toQuantile } from './samples.ts'

const page = `delay_bucket{le="0.1",entity="p"} 50
delay_bucket{le="1",entity="p"} 90
delay_bucket{le="+Inf",entity="p"} 100
`

describe('a metrics page', () => {
  it('gives quantiles by straight lines within a bucket, and the last bound above it', () => {
    const buckets = toBuckets(readSamples(page), 'delay')

    expect(toQuantile(buckets, 0.5)).toBeCloseTo(0.1)
    expect(toQuantile(buckets, 0.7)).toBeCloseTo(0.55)
    expect(toQuantile(buckets, 0.99)).toBe(1)
  })

  it('gives no quantile of nothing, not even between two equal readings', () => {
    const buckets = toBuckets(readSamples(page), 'delay')

    expect(toQuantile([], 0.5)).toBeUndefined()
    expect(toQuantile(since(buckets, buckets), 0.5)).toBeUndefined()
  })
})
