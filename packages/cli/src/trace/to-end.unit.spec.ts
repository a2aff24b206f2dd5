import { describe, expect, it } from 'vitest'
import type { Entry } from './entry.ts'
import { toEnd } from './to-end.ts'

const now = Date.UTC(2026, 10, 28, 12)
const minute = 60_000
const place = { topic: 'mews.events.payment-updated', partition: 0, offset: 0 }
const event = (at: number, isConsumed = true): Entry => ({
  ...place,
  at,
  kind: 'event',
  eventId: 'e-1',
  discriminator: 'PaymentUpdated',
  origin: 'webhook',
  isRecognised: true,
  isConsumed,
})
const tombstone = (at: number): Entry => ({ ...place, at, kind: 'tombstone', entity: 'payment' })

describe('an event that stands twice', () => {
  it('is unread until both are read', () => {
    expect(toEnd('e-1', [event(now), event(now, false)], now)).toBe('unread')
  })
})

describe('an event of a kind that is not known', () => {
  it('is never called unread: nobody reads its topic', () => {
    const strange: Entry = {
      ...place,
      at: now,
      kind: 'event',
      eventId: 'e-1',
      discriminator: 'X',
      origin: 'webhook',
      isRecognised: false,
      isConsumed: false,
    }

    expect(toEnd('e-1', [strange], now)).toBe('unrecognised')
  })
})

describe('an event that was read and that no record answers', () => {
  it('brought nothing newer within the hour that all records are kept', () => {
    expect(toEnd('e-1', [event(now - 59 * minute), tombstone(now)], now)).toBe('unchanged')
  })

  it('is not known to be unchanged when a later record may have replaced its own', () => {
    expect(toEnd('e-1', [event(now - 61 * minute), tombstone(now - minute)], now)).toBe('enriched or unchanged')
  })

  it('is unchanged when nothing was written after it', () => {
    expect(toEnd('e-1', [tombstone(now - 90 * minute), event(now - 61 * minute)], now)).toBe('unchanged')
  })
})
