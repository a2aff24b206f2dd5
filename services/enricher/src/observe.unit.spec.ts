import { createMetrics } from '@bellhop/runtime'
import { describe, expect, it } from 'vitest'
import { credentialOf } from './fakes/credentials.ts'
import { pendingOf, place, receivedAt } from './fakes/events.ts'
import { lookupOf } from './fakes/lookups.ts'
import { openLog } from './fakes/open-log.ts'
import { deferred, judgeMisfit } from './judge.ts'
import { createObserve } from './observe.ts'
import type { DecidedTurn } from './turn.ts'
import { createUndecodableWatch } from './watch-undecodable.ts'

const grand = credentialOf('grand')

function open() {
  const metrics = createMetrics('enricher')
  const { lines, log } = openLog()
  const clock = { mono: () => 0, now: () => receivedAt + 3_000 }
  const observe = createObserve(metrics, log, clock, createUndecodableWatch())
  return { observe, lines, text: () => metrics.text() }
}

const entity = {
  own: Buffer.alloc(0),
  enterpriseId: null,
  changedAt: 0,
  isDeleted: false,
  unmapped: '{}',
  tally: { unmapped: 2, rounded: 1 },
  contentHash: 0n,
  fetchedAt: 0,
}
const lookup = lookupOf({ answer: { entity } })
const undecodable = { end: 'dead-lettered', reason: 'undecodable', class: 'ours', stage: 'decode', detail: '' } as const
const ends: ReadonlyArray<DecidedTurn['ended'][number]['end']> = [
  { end: 'enriched' },
  deferred('1m'),
  { end: 'waiting', reason: 'moved', delay: '10s', isAttempt: false },
  { end: 'waiting', reason: 'unknown-enterprise', delay: '10m', isAttempt: false },
  judgeMisfit({ misfit: 'Email', expected: 'a string' }),
  { end: 'unchanged' },
  { end: 'unchanged', reason: 'stale' },
]
const result: DecidedTurn = {
  ended: ends.map((end) => ({ event: pendingOf(), lane: 'l', end })),
  unreadable: [{ source: place, original: null, end: undecodable }],
  fetched: [lookup],
  changes: [],
  stale: [lookup],
}
const taken = Array.from({ length: 8 }, () => ({ ...place, key: null, value: null, timestamp: 0 }))

describe('what the work tells of itself', () => {
  it('counts a committed turn once, by ends and reasons', async () => {
    const { observe, text } = open()

    observe.committed(taken, result, 0.2)

    const metrics = await text()
    for (const line of [
      'bellhop_enricher_turns_total 1',
      'bellhop_enricher_events_consumed_total{topic="mews.events.customer-updated"} 8',
      'bellhop_enricher_ends_total{end="enriched",reason=""} 1',
      'bellhop_enricher_ends_total{end="waiting",reason="deferred"} 1',
      'bellhop_enricher_ends_total{end="dead-lettered",reason="undecodable"} 1',
      'bellhop_enricher_dead_letters_total{reason="unmappable",class="data"} 1',
      'bellhop_enricher_ends_total{end="unchanged",reason=""} 1',
      'bellhop_enricher_ends_total{end="unchanged",reason="stale"} 1',
      'bellhop_enricher_stale_reads_total{entity="customer"} 1',
      'bellhop_enricher_deferrals_total{delay="1m"} 1',
      'bellhop_enricher_moves_total 1',
      'bellhop_enricher_records_published_total{entity="customer"} 1',
      'bellhop_enricher_event_to_record_seconds_sum{entity="customer"} 3',
      'bellhop_enricher_unmapped_fields_total{entity="customer"} 2',
      'bellhop_enricher_rounded_decimals_total{entity="customer"} 1',
    ]) {
      expect(metrics).toContain(line)
    }
  })

  it('names unknown enterprises and dead letters in the log, and no value of theirs', () => {
    const { observe, lines } = open()

    observe.committed(taken, result, 0.2)

    const text = lines.join('')
    expect(text).toContain('enterprise of grand')
    expect(text).toContain('Email is not a string')
    expect(text).not.toContain('original')
    expect(text).not.toContain('\\"Id\\"')
  })

  it('names a record that could not be read by its place', () => {
    const { observe, lines } = open()
    const unreadable = [
      { source: place, original: Buffer.from('secret'), end: { ...undecodable, detail: 'no schema' } },
    ]

    observe.committed(taken, { ended: [], unreadable, fetched: [], changes: [], stale: [] }, 0.2)

    expect(lines.map((line) => JSON.parse(line))).toMatchObject([
      { level: 'warn', ...place, reason: 'undecodable', detail: 'no schema' },
    ])
    expect(lines.join('')).not.toContain('secret')
  })

  it('tells once of a flood of records that could not be read', () => {
    const { observe, lines } = open()
    const unreadable = Array.from({ length: 60 }, () => ({ source: place, original: null, end: undecodable }))
    const turn = { ended: [], unreadable, fetched: [], changes: [], stale: [] }

    for (let nth = 0; nth < 3; nth++) observe.committed(taken, turn, 0.2)

    expect(lines.filter((line) => line.includes('a flood of records'))).toHaveLength(1)
  })

  it('counts a turn that was not committed as failed and nothing else', async () => {
    const { observe, text } = open()

    observe.failed(1)

    expect(await text()).toContain('bellhop_enricher_turn_failures_total{reason="commit"} 1')
    expect(await text()).toContain('bellhop_enricher_turns_total 0')
  })

  it('tells how long a restore took, and loudly of what it could not read', async () => {
    const { observe, lines, text } = open()

    observe.restoring(3, 200_000)
    observe.restored(3, { records: 500_000, unreadable: 0, entities: 400_000 }, 6.2)
    observe.restored(4, { records: 10, unreadable: 2, entities: 8 }, 0.1)

    expect(await text()).toContain('bellhop_enricher_restore_duration_seconds_count 2')
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([
      { level: 'info', partition: 3, records: 200_000 },
      { level: 'info', partition: 3, records: 500_000, remembered: 400_000, seconds: 6.2 },
      { level: 'info', partition: 4, records: 10, remembered: 8 },
      { level: 'error', partition: 4, unreadable: 2 },
    ])
  })

  it('counts what Mews answered and nobody asked for', async () => {
    const { observe, text } = open()

    observe.strangers('customers/getAll', 3)

    expect(await text()).toContain('bellhop_enricher_unasked_entities_total{operation="customers/getAll"} 3')
  })

  it('tells of a token that rests and of an operation that is parked, by name, never by token', async () => {
    const { observe, lines, text } = open()

    observe.frozen(grand, 7_000)
    observe.parked(grand, 'customers/getAll')

    expect(await text()).toContain('bellhop_enricher_frozen_seconds_total{credential="grand"} 7')
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([
      { level: 'warn', credential: 'grand', restMs: 7_000 },
      { level: 'error', credential: 'grand', operation: 'customers/getAll' },
    ])
    expect(lines.join('')).not.toContain(grand.accessToken)
  })
})
