import type { ThinEvent } from '@bellhop/records'
import { fromThin, type PendingEvent, type Place, type Trials } from '../pending-event.ts'

/** The time at which the fakes' events were received, epoch milliseconds. */
export const receivedAt = Date.UTC(2026, 7, 10, 12)

/** A thin event about a customer of the hotel "grand". */
export function thinOf(given: Partial<ThinEvent> = {}): ThinEvent {
  const entityId = given.entity_id ?? 'c1'
  return {
    event_id: `event of ${entityId}`,
    webhook_id: 'w1',
    index: 0,
    event_count: 1,
    discriminator: 'CustomerUpdated',
    enterprise_id: 'enterprise of grand',
    integration_id: 'i1',
    entity_id: entityId,
    value: JSON.stringify({ Id: entityId }),
    received_at: receivedAt,
    record_origin: 'webhook',
    ...given,
  }
}

/** The place of the fakes' records. */
export const place: Place = { topic: 'mews.events.customer-updated', partition: 0, offset: 7 }

/** An event that was read and has not ended. */
export function pendingOf(given: Partial<ThinEvent> = {}, trials: Partial<Trials> = {}): PendingEvent {
  const pending = fromThin(thinOf(given), place, Buffer.from('original'))
  return { ...pending, trials: { ...pending.trials, ...trials } }
}
