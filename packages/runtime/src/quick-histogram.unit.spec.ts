import fc from 'fast-check'
import prometheus from 'prom-client'
import { describe, expect, it } from 'vitest'
import { createQuickHistogram } from './quick-histogram.ts'

const facts = { name: 'took_seconds', help: 'How long it took.' }
const bounds = [0.1, 0.5, 2]

describe('createQuickHistogram', () => {
  it('gives the text that prom-client gives of the same values', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.constantFrom('204', '503'), fc.double({ min: 0, max: 3, noNaN: true }))),
        async (values) => {
          const registers = [new prometheus.Registry(), new prometheus.Registry()] as const
          const theirs = new prometheus.Histogram({
            ...facts,
            labelNames: ['status'],
            buckets: bounds,
            registers: [registers[0]],
          })
          const ours = createQuickHistogram({ ...facts, labelName: 'status', bounds })
          Reflect.apply(registers[1].registerMetric, registers[1], [ours.metric])
          for (const [status, value] of values) {
            theirs.observe({ status }, value)
            ours.of(status)(value)
          }

          const texts = await Promise.all(registers.map((register) => register.metrics()))

          expect(texts[1]).toBe(texts[0])
        },
      ),
    )
  })

  it('is summed with that of other workers', async () => {
    const [one, other] = [0.2, 1].map((value) => {
      const histogram = createQuickHistogram({ ...facts, bounds })
      histogram.of()(value)
      return histogram.metric
    })
    const both = await Promise.all([one?.get(), other?.get()])

    const sum = prometheus.AggregatorRegistry.aggregate(both.map((metric) => [metric ?? {}]))

    expect(await sum.metrics()).toContain('took_seconds_bucket{le="0.5"} 1\ntook_seconds_bucket{le="2"} 2\n')
    expect(await sum.metrics()).toContain('took_seconds_count 2')
  })
})
