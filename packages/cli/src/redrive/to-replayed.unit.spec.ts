import { topicNames } from '@bellhop/records'
import { describe, expect, it } from 'vitest'
import { thinEvent } from '../testing/letters.ts'
import { type EventFilter, isCopy, isMeant, toReplayed } from './to-replayed.ts'

const topics = topicNames('mews')
const place = { topic: 'mews.events.payment-updated', partition: 2, offset: 9 }
const receivedAt = thinEvent().received_at

describe('an event that is replayed', () => {
  it('has its place and the name of the replay as its id, and the time of receipt as it was', () => {
    expect(toReplayed(thinEvent(), place, 'again')).toEqual({
      events: [thinEvent({ event_id: 'mews.events.payment-updated-2-9-again', record_origin: 'replay' })],
    })
  })

  it('is refused where it names no entity', () => {
    expect(toReplayed(thinEvent({ entity_id: '' }), place, 'again').refusal).toBe('the event names no entity')
  })

  it.each<[EventFilter, boolean]>([
    [{ since: receivedAt, until: receivedAt + 1 }, true],
    [{ since: receivedAt + 1 }, false],
    [{ until: receivedAt }, false],
    [{ discriminator: ['PaymentUpdated', 'CustomerAdded'] }, true],
    [{ discriminator: ['CustomerAdded'] }, false],
    [{ enterprise: ['Enterprise-1'] }, true],
    [{ enterprise: ['enterprise-2'] }, false],
  ])('is meant by %j: %s', (filter, expected) => {
    expect(isMeant(thinEvent(), filter)).toBe(expected)
  })

  it.each([
    ['webhook', 'webhook-1-0', false],
    ['replay', 'mews.events.payment-updated-2-9-again', true],
    ['redrive', 'mews.dead-letters.events-3-127', true],
    ['redrive', 'mews.dead-letters.webhooks-1-4-0', false],
    ['replay', 'mews.events.unrecognised-0-1-unrecognised', false],
  ])('from %s with the id %s is a copy of one that stands there too: %s', (record_origin, event_id, expected) => {
    expect(isCopy(thinEvent({ record_origin, event_id }), topics)).toBe(expected)
  })
})
