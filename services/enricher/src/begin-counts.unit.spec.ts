import { createMetrics } from '@bellhop/runtime'
import { expect, it } from 'vitest'
import { beginCounts } from './begin-counts.ts'

it('begins the dead letters of every reason and class, and what Mews may answer oddly, with 0', async () => {
  const metrics = createMetrics('enricher')

  beginCounts(metrics)

  const lines = (await metrics.text()).split('\n').filter((line) => /^bellhop_.*\{.*\} 0$/.test(line))
  const told = new Set(lines.map((line) => line.replace(/^bellhop_enricher_|_total/g, '').replace(/ 0$/, '')))
  for (const [reason, blame] of [
    ['undecodable', 'ours'],
    ['unrecognised', 'ours'],
    ['absent', 'upstream'],
    ['refused', 'data'],
    ['refused', 'permission'],
    ['unmappable', 'data'],
    ['exhausted', 'upstream'],
    ['dropped', 'ours'],
  ]) {
    expect(told).toContain(`dead_letters{reason="${reason}",class="${blame}"}`)
  }
  for (const entity of ['reservation', 'resource', 'message', 'resource-block', 'customer', 'payment']) {
    expect(told).toContain(`stale_reads{entity="${entity}"}`)
    expect(told).toContain(`unmapped_fields{entity="${entity}"}`)
  }
  expect(told).toContain('unasked_entities{operation="customers/getAll"}')
  expect(told).toContain('turn_failures{reason="commit"}')
})
