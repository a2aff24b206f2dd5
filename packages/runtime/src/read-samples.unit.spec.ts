import { describe, expect, it } from 'vitest'
import { readSamples, sumBy } from './read-samples.ts'

const page = `# HELP x_total What it counts.
# TYPE x_total counter
x_total{topic="a",kind="1"} 3
x_total{topic="a",kind="2"} 4
x_total{topic="b",kind="1"} 5
up 1
delay_bucket{le="0.1",entity="p"} 50
delay_bucket{le="1",entity="p"} 90
delay_bucket{le="+Inf",entity="p"} 100
`

describe('a metrics page', () => {
  it('is read sample by sample, comments left out', () => {
    const samples = readSamples(page)

    expect(samples).toHaveLength(7)
    expect(samples[0]).toEqual({ name: 'x_total', labels: { topic: 'a', kind: '1' }, value: 3 })
  })

  it('gives sums by a label', () => {
    expect([...sumBy(readSamples(page), 'x_total', 'topic')]).toEqual([
      ['a', 7],
      ['b', 5],
    ])
  })
})
