import { describe, expect, it } from 'vitest'
import { renderLine, renderTable } from './render.ts'
import type { Snapshot } from './snapshot.ts'

const snapshot: Snapshot = {
  seconds: 12,
  webhooks: {
    answered: new Map([
      ['204', 9],
      ['503', 1],
    ]),
    retried: 1,
    discarded: 0,
  },
  eventsByTopic: new Map([['mews.events.payment-updated', 120]]),
  recordsByEntity: new Map([['payment', 100]]),
  tokens: [{ name: 'chain-1-a', calls: 40, used: 30, capacity: 200 }],
  lag: 3,
  waiting: 2,
  deadLetters: new Map([['absent', 1]]),
  delays: [
    { le: 0.1, count: 90 },
    { le: 2, count: 100 },
  ],
}
const earlier: Snapshot = {
  ...snapshot,
  seconds: 2,
  eventsByTopic: new Map([['mews.events.payment-updated', 20]]),
  delays: [
    { le: 0.1, count: 90 },
    { le: 2, count: 90 },
  ],
}

describe('what flows', () => {
  it('is a table with webhooks, topics, entities, tokens, lag and dead letters', () => {
    const table = renderTable(snapshot, undefined)

    expect(table).toContain('webhooks   10 answered (204: 9, 503: 1); Mews sent 1 again, threw 0 away')
    expect(table).toMatch(/mews\.events\.payment-updated +120/)
    expect(table).toMatch(/payment +100/)
    expect(table).toMatch(/chain-1-a +40 +30\/200/)
    expect(table).toContain('lag        3 records')
    expect(table).toContain('dead       1 (absent: 1)')
  })

  it('has rates and delays of the time since the snapshot before', () => {
    const table = renderTable(snapshot, earlier)

    expect(table).toMatch(/mews\.events\.payment-updated +120 +10\/s/)
    expect(table).toContain('p50 1.1 s')
  })

  it('is one line where there is no terminal', () => {
    const line = renderLine(snapshot, undefined)

    expect(line).toBe(
      '12 s, 10 webhooks, 120 events, 100 records, 40 calls, lag 3, p50 56 ms, p99 1.8 s, 1 dead letters\n',
    )
  })
})
