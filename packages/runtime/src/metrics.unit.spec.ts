import { describe, expect, it } from 'vitest'
import { createMetrics, type MetricRow, metricTables } from './metrics.ts'
import { version } from './version.ts'

const tables: Array<[string, Record<string, MetricRow>]> = Object.entries(metricTables)

describe.each(tables)('the metrics of the %s', (service, table) => {
  const rows = Object.values(table)

  it('are named once, by the service, with the unit or _total at the end', () => {
    const names = rows.map((row) => row.name)

    expect(new Set(names).size).toBe(names.length)
    for (const { name, type } of rows) {
      expect(name).toMatch(new RegExp(`^bellhop_${service}_[a-z_]+$`))
      expect(name.endsWith('_total')).toBe(type === 'counter')
      if (/seconds/i.test(name) && type === 'histogram') expect(name).toMatch(/_seconds$/)
    }
  })

  it('say what they mean', () => {
    for (const { help } of rows) expect(help).toMatch(/^[0-9A-Z].+\.$/)
  })
})

describe('the delay from event to record', () => {
  const { buckets } = metricTables.enricher.eventToRecordSeconds

  it('is told to 100 ms where an undisturbed flow is, so that a quantile is measured and not made of a bucket', () => {
    const fine = buckets.filter((bound) => bound <= 0.5)

    expect(fine.every((bound, i) => bound - (fine[i - 1] ?? 0) <= 0.1 + 1e-9)).toBe(true)
    expect(fine.at(-1)).toBe(0.5)
  })

  it('is told from the smallest bound to the largest', () => {
    expect(buckets).toEqual([...buckets].sort((a, b) => a - b))
  })
})

describe('createMetrics', () => {
  it.each(['ingress', 'enricher'] as const)('tells the version of the %s', async (service) => {
    expect(await createMetrics(service).text()).toContain(`bellhop_build_info{version="${version}"} 1\n`)
  })

  it('keeps two sets apart', async () => {
    const [one, other] = [createMetrics('enricher'), createMetrics('enricher')]

    one.turns.inc(3)

    expect(await one.text()).toContain('bellhop_enricher_turns_total 3')
    expect(await other.text()).toContain('bellhop_enricher_turns_total 0')
  })
})
