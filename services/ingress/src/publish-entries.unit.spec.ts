import type { OutgoingRecord, Publish } from '@bellhop/kafka'
import { createMetrics } from '@bellhop/runtime'
import { describe, expect, it } from 'vitest'
import { countDrafts } from './count-drafts.ts'
import type { Draft } from './draft.ts'
import { encodeEntry } from './encode-entry.ts'
import { createKeepDrafts } from './keep-drafts.ts'
import { publishEntries } from './publish-entries.ts'
import { quarantineUnreadable } from './quarantine.ts'

const letter = quarantineUnreadable(Buffer.from('x'), null, { webhookId: 'w', receivedAt: 0 }, 'dead-letters')
const event: Draft = {
  topic: 'mews.events.unrecognised',
  key: 'lane',
  recordName: 'thin-event',
  value: {
    event_id: 'w-0',
    webhook_id: 'w',
    index: 0,
    event_count: 1,
    enterprise_id: 'e',
    integration_id: 'i',
    discriminator: 'New',
    entity_id: 'id',
    value: '{}',
    received_at: 0,
    record_origin: 'webhook',
  },
}

function createTestWays(publish: Publish | undefined) {
  const metrics = createMetrics('ingress')
  const count = countDrafts(metrics)
  const encode = (drafts: readonly Draft[]) =>
    drafts.map(({ topic, key }): OutgoingRecord => ({ topic, key, value: Buffer.from('x') }))
  const writer = () => publish && { encode, publish, stalledMs: () => 0 }
  const { keep } = createKeepDrafts({
    writer,
    spool: async () => {},
    log: { error: () => {} },
    metrics,
    count,
    nowMs: () => 0,
  })
  const counted = async () =>
    (await metrics.text())
      .split('\n')
      .filter((line) => /^bellhop_ingress_(events|quarantined)_total\{/.test(line))
      .sort()
  return { drain: publishEntries(writer, count), keep, counted }
}

describe('publishEntries', () => {
  it('counts what was spooled once the brokers have taken it, beside what they took at once', async () => {
    const { drain, keep, counted } = createTestWays(async () => {})

    await keep([event], 0)
    await drain([encodeEntry([event, letter]), encodeEntry([event])])

    expect(await counted()).toEqual([
      'bellhop_ingress_events_total{topic="mews.events.unrecognised"} 3',
      'bellhop_ingress_quarantined_total{reason="not-json"} 1',
    ])
  })

  it('counts nothing that the brokers have not taken', async () => {
    const { drain, counted } = createTestWays(() => Promise.reject(new Error('away')))

    await expect(drain([encodeEntry([event, letter])])).rejects.toThrow('away')

    expect(await counted()).toEqual([])
  })

  it('gives the entries back while topics and schemas are not verified', async () => {
    const { drain, counted } = createTestWays(undefined)

    await expect(drain([encodeEntry([event])])).rejects.toMatchObject({ code: 'not-ready', retriable: true })

    expect(await counted()).toEqual([])
  })
})
