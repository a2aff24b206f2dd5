import type { OutgoingRecord } from '@bellhop/kafka'
import { createLogger, createMetrics } from '@bellhop/runtime'
import { describe, expect, it } from 'vitest'
import type { Draft } from './draft.ts'
import { createKeepDrafts } from './keep-drafts.ts'
import { quarantineUnreadable } from './quarantine.ts'

const draft = quarantineUnreadable(Buffer.from('x'), null, { webhookId: 'w', receivedAt: 0 }, 'dead-letters')
const record: OutgoingRecord = { topic: 'dead-letters', key: 'w', value: Buffer.from('x') }

function createTestKeep(publish: ((records: readonly OutgoingRecord[]) => Promise<void>) | undefined) {
  const lines: string[] = []
  const clock = { ms: 0 }
  const metrics = createMetrics('ingress')
  const encode = (drafts: readonly Draft[]) => drafts.map(() => record)
  const { keep, doubt } = createKeepDrafts({
    writer: () => publish && { encode, publish },
    log: createLogger({ service: 'ingress', level: 'info', destination: { write: (line) => void lines.push(line) } }),
    metrics,
    nowMs: () => clock.ms,
  })
  return { keep, doubt, clock, lines, metrics }
}

describe('createKeepDrafts', () => {
  it('rejects while there is nothing to write with, an empty webhook too', async () => {
    const { keep } = createTestKeep(undefined)

    await expect(keep([draft])).rejects.toMatchObject({ code: 'not-ready', retriable: true })
    await expect(keep([])).rejects.toMatchObject({ code: 'not-ready' })
  })

  it('publishes all records in one call and counts them once they are acknowledged', async () => {
    const published: OutgoingRecord[][] = []
    const { keep, doubt, metrics } = createTestKeep(async (records) => void published.push([...records]))

    await keep([draft, draft])

    expect(published).toEqual([[record, record]])
    expect(doubt()).toEqual([])
    expect(await metrics.text()).toContain('bellhop_ingress_quarantined_total{reason="not-json"} 2')
    expect(await metrics.text()).toContain('bellhop_ingress_broker_connected 1')
  })

  it('is in doubt for ten seconds after a failure, and logs a flood of failures once', async () => {
    const { keep, doubt, clock, lines, metrics } = createTestKeep(() => Promise.reject(new Error('away')))

    await expect(keep([draft])).rejects.toThrow('away')
    await expect(keep([draft])).rejects.toThrow('away')

    expect(doubt()).toEqual(['the brokers did not take a webhook'])
    expect(lines).toHaveLength(1)
    expect(await metrics.text()).toContain('bellhop_ingress_broker_connected 0')
    expect(await metrics.text()).not.toContain('bellhop_ingress_quarantined_total{')
    clock.ms = 10_000
    expect(doubt()).toEqual([])
  })

  it('is in doubt while a publish does not settle', () => {
    const { keep, doubt, clock } = createTestKeep(() => new Promise(() => {}))

    void keep([draft])
    clock.ms = 2_001

    expect(doubt()).toEqual(['the brokers are slow to take a webhook'])
  })
})
