import type { DeadLetter, ThinEvent } from '@bellhop/records'

/** An event of a payment, as the ingress writes it. */
export function thinEvent(fields: Partial<ThinEvent> = {}): ThinEvent {
  return {
    event_id: 'webhook-1-0',
    webhook_id: 'webhook-1',
    index: 0,
    event_count: 1,
    discriminator: 'PaymentUpdated',
    enterprise_id: 'enterprise-1',
    integration_id: 'integration-1',
    entity_id: 'payment-1',
    value: '{"Id":"payment-1"}',
    received_at: 1_700_000_000_000,
    record_origin: 'webhook',
    ...fields,
  }
}

/** That event among the dead letters of the enricher. */
export function eventLetter(fields: Partial<DeadLetter> = {}): DeadLetter {
  return {
    ...thinEvent(),
    id: 'mews.events.payment-updated-0-7',
    reason: 'absent',
    class: 'data',
    detail: 'no entity in a 200',
    stage: 'fetch',
    attempts: 2,
    first_failed_at: 1_700_000_001_000,
    failed_at: 1_700_000_010_000,
    source_topic: 'mews.events.payment-updated',
    source_partition: 0,
    source_offset: 7,
    original: Buffer.from([0]),
    original_sha256: null,
    original_length: null,
    parse_error_at: null,
    ...fields,
  }
}

/** A dead letter of the ingress with a text as its original: a whole webhook, of which nothing else is known. */
export function webhookLetter(original: string | null, fields: Partial<DeadLetter> = {}): DeadLetter {
  return eventLetter({
    id: 'webhook-2',
    reason: 'not-taken',
    stage: 'ingress',
    detail: '',
    attempts: 0,
    first_failed_at: null,
    source_topic: null,
    source_partition: null,
    source_offset: null,
    event_id: null,
    webhook_id: 'webhook-2',
    index: null,
    event_count: null,
    discriminator: null,
    enterprise_id: null,
    integration_id: null,
    entity_id: null,
    value: null,
    original: original === null ? null : Buffer.from(original),
    ...fields,
  })
}
