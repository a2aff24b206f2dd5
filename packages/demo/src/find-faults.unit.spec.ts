import { noEvent } from '@bellhop/records'
import { describe, expect, it } from 'vitest'
import { findFaults } from './find-faults.ts'

const kept = { accepted: 3, kept: 4, short: [] }
const accounting = {
  sums: { consumed: 4, enriched: 3, unchanged: 0, deadLettered: 0, waiting: 1 },
  unread: 0,
  stillWaiting: 0,
  lost: [],
  problems: [],
}
const comparison = { compared: 3, missing: [], differences: [], stale: [] }
const letter = {
  id: 'e-1',
  reason: 'absent',
  class: 'data',
  detail: '',
  stage: 'fetch',
  attempts: 2,
  first_failed_at: null,
  failed_at: 0,
  source_topic: null,
  source_partition: null,
  source_offset: null,
  ...noEvent,
  original: null,
  original_sha256: null,
  original_length: null,
  parse_error_at: null,
}
const letters = { deadLetters: [], quarantined: [] }

describe('the faults of a run', () => {
  it('are none when all was kept, ended, compared and found alike', () => {
    expect(findFaults(kept, accounting, comparison, letters)).toEqual([])
  })

  it.each([
    ['3 entities', { missing: ['payment p-1', 'payment p-2', 'payment p-3'] }, 'the first: payment p-1'],
    ['1 fields', { differences: ['payment p-1: notes'] }, 'the first: payment p-1: notes'],
    ['1 records', { stale: ['payment p-1'] }, 'the first: payment p-1'],
    ['no record was compared', { compared: 0 }, '3 events were answered'],
  ])('are told when the records are not as the truth: %s', (start, found, end) => {
    const faults = findFaults(kept, accounting, { ...comparison, ...found }, letters)

    expect(faults).toEqual([expect.stringMatching(`^${start}.*${end}$`)])
  })

  it.each([
    ['do not add up', { problems: ['one is lost'] }, 'one is lost'],
    ['are not consumed', { unread: 2 }, '2 events are not consumed'],
    ['still wait', { stillWaiting: 2 }, '2 events still wait to be tried again'],
  ])('are told when events %s', (_what, found, fault) => {
    expect(findFaults(kept, { ...accounting, ...found }, comparison, letters)).toEqual([fault])
  })

  it('are told when an event is not on its topic', () => {
    const faults = findFaults({ ...kept, short: ['PaymentUpdated p-1'] }, accounting, comparison, letters)

    expect(faults).toEqual([expect.stringMatching(/^1 events .*: PaymentUpdated p-1$/)])
  })

  it.each([
    ['enricher', 'deadLetters'],
    ['ingress', 'quarantined'],
  ] as const)('are told, with the reason, when the %s gave something up', (who, place) => {
    const entry = { topic: 'mews.dead-letters', partition: 0, offset: 0, value: letter }

    const faults = findFaults(kept, accounting, comparison, { ...letters, [place]: [entry] })

    expect(faults).toEqual([expect.stringMatching(`^1 .* by the ${who}, the first: absent$`)])
  })
})
