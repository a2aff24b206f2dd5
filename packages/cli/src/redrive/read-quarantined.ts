import type { DeadLetter, ThinEvent } from '@bellhop/records'
import { WebhookEnvelopeSchema, type WebhookEvent, WebhookEventSchema } from '@bellhop/webhook'
import { TypeCompiler } from '@sinclair/typebox/compiler'

/** An event in the dead letter of a webhook, as far as it is known: `event_id` and `record_origin` are to be given. */
export type QuarantinedEvent = Omit<ThinEvent, 'event_id' | 'record_origin'>

/** The events in a dead letter of the ingress; those that do not fit are counted only. */
export type Quarantined = { readonly events: readonly QuarantinedEvent[]; readonly misfits: number }

const envelopeCheck = TypeCompiler.Compile(WebhookEnvelopeSchema)
const eventCheck = TypeCompiler.Compile(WebhookEventSchema)

/**
 * Looks for events in what the ingress put among the dead letters: one event, several, or a whole webhook (one of an
 * integration that was not taken then). Judged by what is known of events now. Pure.
 *
 * @returns undefined where the original is not there any more, or is neither
 */
export function readQuarantined(letter: DeadLetter): Quarantined | undefined {
  const original = parseOriginal(letter)
  if (original === undefined) return undefined
  const { webhook_id, received_at, enterprise_id, integration_id, index, event_count } = letter
  if (webhook_id === null || received_at === null) return undefined

  if (enterprise_id !== null && integration_id !== null && index !== null && event_count !== null) {
    const receipt = { webhook_id, received_at, enterprise_id, integration_id, event_count }
    const items: readonly unknown[] = Array.isArray(original) ? original : [original]
    return toQuarantined(items, (event, nth) => ({ ...receipt, index: index + nth, ...toParts(event) }))
  }
  if (!envelopeCheck.Check(original)) return undefined
  const { EnterpriseId, IntegrationId, Events } = original
  const receipt = {
    webhook_id,
    received_at,
    enterprise_id: EnterpriseId,
    integration_id: IntegrationId,
    event_count: Events.length,
  }
  return toQuarantined(Events, (event, index) => ({ ...receipt, index, ...toParts(event) }))
}

/** The enterprise that a dead letter is about; of a whole webhook it stands in the original only. Null if none. Pure. */
export function enterpriseOf(letter: DeadLetter): string | null {
  if (letter.enterprise_id !== null) return letter.enterprise_id
  return readQuarantined(letter)?.events[0]?.enterprise_id ?? null
}

function toQuarantined(
  items: readonly unknown[],
  toEvent: (event: WebhookEvent, index: number) => QuarantinedEvent,
): Quarantined {
  const events = items.flatMap((item, index) => (eventCheck.Check(item) ? [toEvent(item, index)] : []))
  return { events, misfits: items.length - events.length }
}

function toParts({ Discriminator, Value }: WebhookEvent) {
  return { discriminator: Discriminator, entity_id: Value.Id, value: JSON.stringify(Value) }
}

function parseOriginal({ source_topic, original }: DeadLetter): unknown {
  // With a source it is the bytes of a record, else the text of a webhook.
  if (original === null || source_topic !== null) return undefined
  try {
    return JSON.parse(original.toString('utf8'))
  } catch {
    return undefined
  }
}
