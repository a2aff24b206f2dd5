import prometheus from 'prom-client'
import { describe, expect, it } from 'vitest'
import { addCounts, type Reading } from './add-counts.ts'

function read(use: (metrics: ReturnType<typeof createSome>) => void): Promise<Reading> {
  const some = createSome()
  use(some)
  return some.register.getMetricsAsJSON()
}

function createSome() {
  const register = new prometheus.Registry()
  const registers = [register]
  return {
    register,
    taken: new prometheus.Counter({ name: 'taken_total', help: 'Taken.', labelNames: ['status', 'kind'], registers }),
    seconds: new prometheus.Histogram({ name: 'seconds', help: 'Seconds.', buckets: [1, 2], registers }),
    open: new prometheus.Gauge({ name: 'open', help: 'Open.', registers }),
  }
}

const render = (reading: Reading) => prometheus.AggregatorRegistry.aggregate([reading]).metrics()

describe('addCounts', () => {
  it('adds counters by their labels and histograms by their buckets, and forgets gauges', async () => {
    const first = await read(({ taken, seconds, open }) => {
      taken.inc({ status: '204', kind: 'a' }, 3)
      seconds.observe(1.5)
      open.set(7)
    })
    const second = await read(({ taken, seconds }) => {
      taken.inc({ kind: 'a', status: '204' }, 2)
      taken.inc({ status: '503', kind: 'a' })
      seconds.observe(0.5)
    })

    const text = await render(addCounts(addCounts([], first), second))

    expect(text).toContain('taken_total{kind="a",status="204"} 5')
    expect(text).toContain('taken_total{status="503",kind="a"} 1')
    expect(text).toContain('seconds_bucket{le="1"} 1')
    expect(text).toContain('seconds_bucket{le="2"} 2')
    expect(text).toContain('seconds_count 2')
    expect(text).not.toContain('open')
  })

  it('keeps what a worker counted that knew more than the next', async () => {
    const first = await read(({ taken }) => taken.inc({ status: '204', kind: 'a' }))

    expect(await render(addCounts(addCounts([], first), []))).toContain('taken_total{status="204",kind="a"} 1')
  })
})
