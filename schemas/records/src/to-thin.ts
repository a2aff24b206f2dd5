import type { ThinEvent } from './generated/index.ts'

/** A thin event's own fields, of a record that has more, such as a waiting event; what they hold is left as it is. Pure. */
export function toThin<T extends { readonly [name in keyof ThinEvent]: unknown }>(record: T): Pick<T, keyof ThinEvent> {
  const { event_id, webhook_id, index, event_count, discriminator, enterprise_id } = record
  const { integration_id, entity_id, value, received_at, record_origin } = record
  return {
    event_id,
    webhook_id,
    index,
    event_count,
    discriminator,
    enterprise_id,
    integration_id,
    entity_id,
    value,
    received_at,
    record_origin,
  }
}
