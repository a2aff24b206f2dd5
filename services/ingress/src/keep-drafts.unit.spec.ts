import type { OutgoingRecord, Publish } from '@bellhop/kafka'
import { BellhopError, createLogger, createMetrics } from '@bellhop/runtime'
import { describe, expect, it } from 'vitest'
import { countDrafts } from './count-drafts.ts'
import type { Draft } from './draft.ts'
import { decodeEntry } from './encode-entry.ts'
import { createKeepDrafts } from './keep-drafts.ts'
import { quarantineUnreadable } from './quarantine.ts'

const draft = quarantineUnreadable(Buffer.from('x'), null, { webhookId: 'w', receivedAt: 0 }, 'dead-letters')
const record: OutgoingRecord = { topic: 'dead-letters', key: 'w', value: Buffer.from('x') }
const full = new BellhopError({ code: 'spool-full', message: 'full', retriable: true })

type TestOptions = { publish?: Publish; spool?: (entry: Buffer) => Promise<void>; stalledMs?: number }

function createTestKeep({ publish, spool, stalledMs = 0 }: TestOptions = {}) {
  const lines: string[] = []
  const spooled: Draft[][] = []
  const clock = { ms: 0 }
  const metrics = createMetrics('ingress')
  const encode = (drafts: readonly Draft[]) => drafts.map(() => record)
  const { keep, doubt } = createKeepDrafts({
    writer: () => publish && { encode, publish, stalledMs: () => stalledMs },
    spool: spool ?? (async (entry) => void spooled.push(decodeEntry(entry))),
    log: createLogger({ service: 'ingress', level: 'info', destination: { write: (line) => void lines.push(line) } }),
    metrics,
    count: countDrafts(metrics),
    nowMs: () => clock.ms,
  })
  return { keep, doubt, clock, lines, metrics, spooled }
}

describe('createKeepDrafts', () => {
  it('publishes all records in one call and counts them once they are acknowledged', async () => {
    const published: OutgoingRecord[][] = []
    const { keep, doubt, metrics, spooled } = createTestKeep({
      publish: async (records) => void published.push([...records]),
    })

    await keep([draft, draft], 0)

    expect(published).toEqual([[record, record]])
    expect(spooled).toEqual([])
    expect(doubt()).toEqual([])
    expect(await metrics.text()).toContain('bellhop_ingress_quarantined_total{reason="not-json"} 2')
  })

  it('gives the brokers two seconds from the first byte of the webhook', async () => {
    const given: Array<number | undefined> = []
    const { keep, clock } = createTestKeep({ publish: async (_records, withinMs) => void given.push(withinMs) })
    clock.ms = 1_500

    await keep([draft], 0)
    await keep([draft], 1_500)
    clock.ms = 9_000
    await keep([draft], 1_500)

    expect(given).toEqual([500, 2_000, 0])
  })

  it('spools while there is nothing to write with, and what has nothing in it goes nowhere', async () => {
    const { keep, spooled, metrics } = createTestKeep()

    await keep([draft, draft], 0)
    await keep([], 0)

    expect(spooled).toEqual([[draft, draft]])
    expect(await metrics.text()).toContain('bellhop_ingress_spooled_events_total 2')
  })

  it('spools what the brokers do not take, is in doubt for ten seconds, and logs a flood of failures once', async () => {
    const { keep, doubt, clock, lines, metrics, spooled } = createTestKeep({
      publish: () => Promise.reject(new Error('away')),
    })

    await keep([draft], 0)
    await keep([draft], 0)

    expect(spooled).toHaveLength(2)
    expect(doubt()).toEqual(['the brokers did not take a webhook'])
    expect(lines).toHaveLength(1)
    expect(await metrics.text()).toContain('bellhop_ingress_broker_connected 0')
    expect(await metrics.text()).not.toContain('bellhop_ingress_quarantined_total{')
    clock.ms = 10_000
    expect(doubt()).toEqual([])
  })

  it('spools at once while a send has been under way for long', async () => {
    const published: unknown[] = []
    const { keep, doubt, spooled } = createTestKeep({
      publish: async (records) => void published.push(records),
      stalledMs: 2_001,
    })

    await keep([draft], 0)

    expect([published.length, spooled.length]).toEqual([0, 1])
    expect(doubt()).toEqual(['the brokers are slow to take a webhook'])
  })

  it('rejects with what the spool says when neither takes it', async () => {
    const { keep } = createTestKeep({
      publish: () => Promise.reject(new Error('away')),
      spool: () => Promise.reject(full),
    })

    await expect(keep([draft], 0)).rejects.toBe(full)
  })
})
