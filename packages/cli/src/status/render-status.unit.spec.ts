import { describe, expect, it } from 'vitest'
import { renderStatus } from './render-status.ts'
import type { Status } from './status.ts'

const status: Status = {
  at: 0,
  groupId: 'bellhop-enricher',
  lag: [],
  waiting: { records: 0, lookedAt: 0, oldestReceivedAt: null, reasons: {} },
  accounting: {
    sums: { consumed: 4, enriched: 3, unchanged: 1, deadLettered: 0, waiting: 0 },
    problems: [],
    incomparable: ['mews.events.payment-updated (2 of its partitions): 1 consumed records are left, the sums say 4'],
    isAudited: true,
  },
  deadLettersSince: 0,
  deadLetters: [],
  ingress: [],
  enricher: [],
  budgets: [],
  parked: [],
  unknownEnterprises: 0,
  spool: null,
  problems: [],
}

describe('a status in lines', () => {
  it('says what cannot be compared any more, and that this is nothing wrong', () => {
    const lines = renderStatus(status)

    expect(lines).toContain(
      'Cannot be compared any more: mews.events.payment-updated (2 of its partitions): 1 consumed records are left, the sums say 4',
    )
    expect(lines.at(-1)).toBe('Nothing is wrong.')
  })
})
