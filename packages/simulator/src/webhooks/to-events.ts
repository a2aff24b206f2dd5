import type { WorldChange } from '../world/change.ts'
import type { EntityName } from '../world/kinds.ts'

/** One event of a webhook, as Mews posts it. */
export type WebhookEvent = {
  readonly Discriminator: string
  readonly Value: { readonly Id: string; readonly MessageThreadId?: string }
}

const updated: Readonly<Record<EntityName, string>> = {
  reservation: 'ServiceOrderUpdated',
  resource: 'ResourceUpdated',
  message: 'MessageAdded',
  'resource-block': 'ResourceBlockUpdated',
  customer: 'CustomerUpdated',
  payment: 'PaymentUpdated',
}

/**
 * The events that Mews sends of a change: one, and two of a new customer, because Updated includes creation.
 *
 * @param hasThread - whether MessageAdded names the thread as well; Mews's documents disagree.
 */
export function toEvents({ entity, action, id, threadId }: WorldChange, hasThread: boolean): WebhookEvent[] {
  const Value = hasThread && threadId !== null ? { Id: id, MessageThreadId: threadId } : { Id: id }
  const event = { Discriminator: updated[entity], Value }
  return entity === 'customer' && action === 'create' ? [{ Discriminator: 'CustomerAdded', Value }, event] : [event]
}
