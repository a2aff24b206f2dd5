import { describe, expect, it } from 'vitest'
import { findProblems } from './find-problems.ts'
import type { ServiceWord, Status } from './status.ts'

const ready: ServiceWord = { address: 'enricher:9465', status: 'ready', reasons: [] }
const fine: Omit<Status, 'problems'> = {
  at: 0,
  groupId: 'bellhop-enricher',
  lag: [{ topic: 'mews.events.customer-updated', records: 3, isExact: true, oldestAt: 0, lost: 0 }],
  waiting: { records: 2, lookedAt: 2, oldestReceivedAt: 0, reasons: { absent: 2 } },
  accounting: {
    sums: { consumed: 0, enriched: 0, unchanged: 0, deadLettered: 0, waiting: 0 },
    problems: [],
    incomparable: [],
    isAudited: false,
  },
  deadLettersSince: 0,
  deadLetters: [],
  ingress: [],
  enricher: [ready],
  budgets: [],
  parked: [{ operation: 'payments/getAll', reason: '404', of: 'grand-hotels' }],
  unknownEnterprises: 0,
  spool: null,
}

describe('what of a status is to be mended', () => {
  it('is nothing where there is only lag, and events that wait for their time', () => {
    expect(findProblems(fine)).toEqual([])
  })

  it('is a service that is not well, or that does not answer, with why', () => {
    const enricher: ServiceWord[] = [
      { ...ready, status: 'degraded', reasons: ['one', 'two'] },
      { ...ready, status: 'no answer', reasons: ['ECONNREFUSED'] },
    ]

    expect(findProblems({ ...fine, enricher })).toEqual([
      'enricher at enricher:9465 is degraded: one; two.',
      'enricher at enricher:9465 does not answer (ECONNREFUSED): start it, or say where it is by --enricher-admin or ENRICHER_ADMIN.',
    ])
  })

  it('is what was lost, what is not accounted for, and a token that is refused', () => {
    const problems = findProblems({
      ...fine,
      lag: [{ topic: 'mews.retries.10m', records: 0, isExact: true, oldestAt: null, lost: 4 }],
      accounting: { ...fine.accounting, problems: ['1 event is nowhere'] },
      parked: [{ operation: 'payments/getAll', reason: '401', of: 'grand-hotel' }],
    })

    expect(problems).toEqual([
      expect.stringContaining('4 records of mews.retries.10m were deleted'),
      expect.stringContaining('1 event is nowhere'),
      expect.stringContaining('payments/getAll of grand-hotel is parked'),
    ])
  })

  it('is that events wait of enterprises that are in no directory', () => {
    expect(findProblems({ ...fine, unknownEnterprises: 2 })).toEqual([
      expect.stringMatching(/^Events of 2 enterprises wait that the directory does not know: add the id to/),
    ])
  })
})
