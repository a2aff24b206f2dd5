import { describe, expect, it } from 'vitest'
import { thinEvent } from '../testing/letters.ts'
import { toEventEntry } from './to-entry.ts'

describe('the entry of an event', () => {
  const at = (record_origin: string) => {
    const value = { ...thinEvent({ received_at: 1_000 }), record_origin }
    const place = { topic: 'mews.events.payment-updated', partition: 0, offset: 7 }
    return toEventEntry({ place, timestamp: 9_000, value, isConsumed: true })
  }

  it('is of when its webhook was received', () => {
    expect(at('webhook')).toMatchObject({ at: 1_000, origin: 'webhook' })
  })

  it.each(['redrive', 'replay'])('is of when it was written once more, by a %s', (origin) => {
    expect(at(origin)).toMatchObject({ at: 9_000, origin })
  })
})
