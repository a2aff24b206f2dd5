import type { DeadLetter, ThinEvent } from './generated/index.ts'

/** The fields of a dead letter that would tell of its event, where none could be read. */
export const noEvent: { readonly [Field in keyof ThinEvent & keyof DeadLetter]: null } = {
  event_id: null,
  webhook_id: null,
  index: null,
  event_count: null,
  discriminator: null,
  enterprise_id: null,
  integration_id: null,
  entity_id: null,
  value: null,
  received_at: null,
  record_origin: null,
}
