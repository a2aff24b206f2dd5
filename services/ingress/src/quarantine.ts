import { createHash } from 'node:crypto'
import { type DeadLetter, noEvent } from '@bellhop/records'
import { type Draft, MAX_TEXT_BYTES, type Receipt } from './draft.ts'
import type { ParsedWebhook } from './parse-webhook.ts'
import { stripJson } from './strip-json.ts'

/** Why something stands in the dead letters of webhooks. Stable. */
export type QuarantineReason = 'bad-event' | 'not-json' | 'not-a-webhook' | 'not-taken'

/** An event that does not fit the shape. */
export type MisfitEvent = {
  readonly index: number
  readonly text: string
  /** Null where it is no usable text. */
  readonly discriminator: string | null
  /** Tells which field does not fit; costly enough not to be asked of every event of a flood. */
  readonly explain: () => string
}

/** Events of one webhook that get a dead letter each; the rest of a flood shares one. */
const MAX_LETTERS = 100

/** One dead letter for each event that does not fit; from the hundredth on, one for all of the rest together. Pure. */
export function quarantineEvents(
  misfits: readonly MisfitEvent[],
  webhook: Extract<ParsedWebhook, { kind: 'events' }>,
  receipt: Receipt,
  topic: string,
): Draft[] {
  const single = misfits.length > MAX_LETTERS ? misfits.slice(0, MAX_LETTERS - 1) : misfits
  const rest = misfits.slice(single.length)
  const [first] = rest
  const shared = first && {
    ...first,
    text: `[${rest.map(({ text }) => text).join(',')}]`,
    explain: () => `${rest.length} events of one webhook do not fit; the first: ${first.explain()}`,
  }
  return [...single, ...(shared ? [shared] : [])].map(({ index, text, discriminator, explain }) => {
    const eventId = `${receipt.webhookId}-${index}`
    return toDraft(topic, {
      ...toLetter('bad-event', explain(), receipt, eventId),
      event_id: eventId,
      index,
      event_count: webhook.events.length,
      discriminator,
      enterprise_id: webhook.enterpriseId,
      integration_id: webhook.integrationId,
      ...toOriginal(text),
    })
  })
}

/** The dead letter of JSON that is no webhook we know: its text without tokens and guest data. Pure. */
export function quarantineUnknown(
  { text, detail }: { readonly text: string; readonly detail: string },
  receipt: Receipt,
  topic: string,
): Draft {
  const letter = toLetter('not-a-webhook', detail, receipt, receipt.webhookId)
  return toDraft(topic, { ...letter, ...toOriginal(text) })
}

/** The dead letter of a webhook whose integration the operator has not listed. Pure. */
export function quarantineNotTaken(text: string, receipt: Receipt, topic: string): Draft {
  const letter = toLetter('not-taken', 'IntegrationId: not among INTEGRATION_IDS', receipt, receipt.webhookId)
  return toDraft(topic, { ...letter, ...toOriginal(text) })
}

/** The dead letter of what is not JSON. Only its digest, its length and where parsing failed are kept. Pure. */
export function quarantineUnreadable(body: Buffer, failedAt: number | null, receipt: Receipt, topic: string): Draft {
  return toDraft(topic, {
    ...toLetter('not-json', 'The body is not JSON', receipt, receipt.webhookId),
    ...toTrace(body),
    parse_error_at: failedAt,
  })
}

/** The text as it may be stored; of one that no topic would take, only a trace. */
function toOriginal(text: string): Partial<DeadLetter> {
  const original = Buffer.from(stripJson(text))
  return original.byteLength > MAX_TEXT_BYTES ? toTrace(original) : { original }
}

function toTrace(bytes: Buffer): Partial<DeadLetter> {
  return {
    original_sha256: createHash('sha256').update(bytes).digest('hex'),
    original_length: bytes.byteLength,
  }
}

function toDraft(topic: string, value: DeadLetter): Draft {
  return { topic, key: value.id, recordName: 'dead-letter', value }
}

function toLetter(reason: QuarantineReason, detail: string, receipt: Receipt, id: string): DeadLetter {
  return {
    id,
    reason,
    class: 'data',
    detail,
    stage: 'ingress',
    attempts: 0,
    first_failed_at: null,
    failed_at: receipt.receivedAt,
    source_topic: null,
    source_partition: null,
    source_offset: null,
    ...noEvent,
    webhook_id: receipt.webhookId,
    received_at: receipt.receivedAt,
    record_origin: 'webhook',
    original: null,
    original_sha256: null,
    original_length: null,
    parse_error_at: null,
  }
}
