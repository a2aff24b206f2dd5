import { describe, expect, it } from 'vitest'
import { eventLetter } from '../testing/letters.ts'
import { createSummarising, renderSummary } from './summarise-letters.ts'

const topic = 'mews.dead-letters.events'

describe('the summary of dead letters', () => {
  it('counts them by reason, and keeps the newest, newest first', () => {
    const { add, summary } = createSummarising(2)
    for (let offset = 0; offset < 500; offset++) {
      const reason = offset % 5 === 0 ? 'unmappable' : 'absent'
      add(eventLetter({ reason, failed_at: offset * 1_000 }), { topic, partition: 0, offset }, offset < 100)
    }
    const found = summary()

    expect(found.total).toBe(500)
    expect(found.counts.map(({ reason, count, redriven }) => [reason, count, redriven])).toEqual([
      ['absent', 400, 80],
      ['unmappable', 100, 20],
    ])
    expect(found.counts[0]).toMatchObject({ oldest: '1970-01-01T00:00:01.000Z', newest: '1970-01-01T00:08:19.000Z' })
    expect(found.rows.map(({ coordinates }) => coordinates)).toEqual([`${topic}-0-499`, `${topic}-0-498`])
  })

  it('says in lines what it found, and what has been redriven', () => {
    const { add, summary } = createSummarising(20)
    add(eventLetter(), { topic, partition: 3, offset: 127 }, true)

    expect(renderSummary(summary())).toEqual([
      '1 dead letters',
      '  1 absent (data), 2023-11-14T22:13:30.000Z to 2023-11-14T22:13:30.000Z; 1 of them redriven',
      '',
      'The newest 1:',
      `  2023-11-14T22:13:30.000Z  absent  PaymentUpdated payment-1 of enterprise-1  ${topic}-3-127  (redriven)`,
    ])
    expect(renderSummary(createSummarising(20).summary())).toEqual(['No dead letters.'])
  })

  it('says how many records are none of ours, and where', () => {
    const { unreadable, summary } = createSummarising(20)
    for (let offset = 0; offset < 22; offset++) unreadable({ topic, partition: 0, offset })

    const lines = renderSummary(summary())

    expect(lines.slice(0, 3)).toEqual(['No dead letters.', '22 records cannot be read: none of ours', `  ${topic}-0-0`])
    expect(lines.at(-1)).toBe('  and 2 more')
  })
})
