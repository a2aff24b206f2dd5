import { describe, expect, it } from 'vitest'
import type { Entry } from './entry.ts'
import { renderTrace } from './render-trace.ts'

const at = Date.UTC(2026, 10, 28, 12)
const conclusion = { text: 'Up to date.', isWrong: false }

describe('a trace', () => {
  it('tells the story in order, field by field, what has expired, and the answer last', () => {
    const place = { partition: 0, offset: 5 }
    const entries: Entry[] = [
      {
        ...place,
        topic: 'mews.events.x',
        at,
        kind: 'event',
        eventId: 'w-0',
        discriminator: 'ServiceOrderUpdated',
        origin: 'redrive',
        isRecognised: true,
        isConsumed: true,
      },
      {
        ...place,
        topic: 'mews.retries.10s',
        at: at + 1_000,
        kind: 'wait',
        eventId: 'w-0',
        reason: 'absent',
        attempts: 0,
        dueAt: at + 11_000,
        isConsumed: true,
      },
      {
        ...place,
        topic: 'mews.dead-letters.events',
        at: at + 12_000,
        kind: 'dead-letter',
        id: 'x',
        eventId: 'w-9',
        reason: 'absent',
        class: 'data',
        detail: 'not shown',
      },
      {
        ...place,
        topic: 'mews.entities.reservation',
        at: at + 13_000,
        kind: 'record',
        entity: 'reservation',
        fetchedAt: at + 12_000,
        changedAt: at,
        isDeleted: false,
        eventIds: ['w-0'],
        changes: [
          { field: 'state', before: 'Confirmed', after: 'Started' },
          { field: 'updated_utc', before: at - 1_000, after: at },
        ],
      },
    ]
    const expired = [{ topic: 'mews.events.x', firstAt: at - 60_000 }]

    const lines = renderTrace({ entityId: 'r-1', since: at - 86_400_000, at, entries, expired, conclusion })

    expect(lines).toEqual([
      'r-1 since 2026-11-27T12:00:00Z',
      '',
      '2026-11-28T12:00:00Z  event        ServiceOrderUpdated (redrive) w-0, enriched  mews.events.x/0@5',
      '2026-11-28T12:00:01Z  wait         w-0 for absent (Mews did not show it; it is asked for once more), until 2026-11-28T12:00:11Z, then taken again  mews.retries.10s/0@5',
      '2026-11-28T12:00:12Z  dead-letter  w-9: absent (data), not shown  mews.dead-letters.events/0@5',
      '2026-11-28T12:00:13Z  record       reservation, fetched 2026-11-28T12:00:12Z, changed at Mews 2026-11-28T12:00:00Z, answers 1 event  mews.entities.reservation/0@5',
      '                        state: "Confirmed" -> "Started"',
      '                        updated_utc: 2026-11-28T11:59:59Z -> 2026-11-28T12:00:00Z',
      '',
      'Expired: of mews.events.x all before 2026-11-28T11:59:00Z is gone.',
      'Up to date.',
    ])
  })

  it('ends with the answer where there is no story', () => {
    expect(renderTrace({ entityId: 'r-1', since: at, at, entries: [], expired: [], conclusion }).at(-1)).toBe(
      'Up to date.',
    )
  })
})
