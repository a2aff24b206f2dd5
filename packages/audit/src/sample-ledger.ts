import { type DeadLetter, type ThinEvent, toNote, type WaitingEvent } from '@bellhop/records'
import type { EntityRecord, Entry, Ledger } from './ledger.ts'

/** A small whole world for the specs: one event of a payment, enriched, and nothing else. */
export function sampleLedger(): Ledger {
  return {
    at: 1_700_000_060_000,
    isFlowing: false,
    cut: { inputs: [], retries: [], deadLetters: [] },
    events: [{ topic: 'mews.events.payment-updated', partition: 0, offset: 0, value: thinEvent('e-1', 'payment-1') }],
    unrecognised: [],
    waiting: [],
    deadLetters: [],
    quarantined: [],
    entities: [
      {
        topic: 'mews.entities.payment',
        partition: 0,
        offset: 0,
        entity: 'payment',
        value: payment('payment-1', ['e-1']),
      },
    ],
    committed: [
      {
        topic: 'mews.events.payment-updated',
        partition: 0,
        offset: 1,
        note: toNote({ consumed: 1, enriched: 1, unchanged: 0, deadLettered: 0, waiting: 0 }),
      },
    ],
  }
}

/** An event of a payment. */
export function thinEvent(eventId: string, entityId: string): ThinEvent {
  return {
    event_id: eventId,
    webhook_id: 'webhook-1',
    index: 0,
    event_count: 1,
    discriminator: 'PaymentUpdated',
    enterprise_id: 'enterprise-1',
    integration_id: 'integration-1',
    entity_id: entityId,
    value: JSON.stringify({ Id: entityId }),
    received_at: 1_700_000_000_000,
    record_origin: 'webhook',
  }
}

/** That event where it waits, not consumed. */
export function waitingEvent(eventId: string, entityId: string): Entry<WaitingEvent> {
  return {
    topic: 'mews.retries.10m',
    partition: 0,
    offset: 0,
    value: {
      ...thinEvent(eventId, entityId),
      attempts: 0,
      moves: 0,
      stale_reads: null,
      first_failed_at: null,
      not_before: 1_700_000_600_000,
      last_reason: 'unknown-enterprise',
      origin_topic: 'mews.events.payment-updated',
      origin_partition: 0,
      origin_offset: 0,
    },
  }
}

/** That event where it was given up. */
export function deadLetter(eventId: string, entityId: string, reason: string): DeadLetter {
  return {
    ...thinEvent(eventId, entityId),
    id: eventId,
    reason,
    class: 'data',
    detail: '',
    stage: 'parse',
    attempts: 0,
    first_failed_at: null,
    failed_at: 1_700_000_000_000,
    source_topic: null,
    source_partition: null,
    source_offset: null,
    original: null,
    original_sha256: null,
    original_length: null,
    parse_error_at: null,
  }
}

/** A payment's record, with a few of its fields. */
export function payment(id: string, eventIds: readonly string[], fields: Record<string, unknown> = {}): EntityRecord {
  return {
    id,
    changed_at: 1_700_000_000_000,
    fetched_at: 1_700_000_001_000,
    event_ids: eventIds,
    discriminators: ['PaymentUpdated'],
    is_deleted: false,
    unmapped: null,
    ...fields,
  }
}
