import type { ThinEvent } from '@bellhop/records'

/** Something that may have a thin event's fields. */
type Holder = { readonly [name in keyof ThinEvent]: ThinEvent[name] | null }

/** The thin event in a record that has more fields, such as a waiting event; undefined where one of its own is null. Pure. */
export function pickThin(holder: Holder): ThinEvent | undefined {
  const { event_id, webhook_id, index, event_count, discriminator, enterprise_id } = holder
  const { integration_id, entity_id, value, received_at, record_origin } = holder
  if (event_id === null || webhook_id === null || index === null || event_count === null) return undefined
  if (discriminator === null || enterprise_id === null || integration_id === null || entity_id === null)
    return undefined
  if (value === null || received_at === null || record_origin === null) return undefined
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
