import { type IntegrationWebhook, IntegrationWebhookSchema, WebhookEnvelopeSchema } from '@bellhop/webhook'
import type { TSchema } from '@sinclair/typebox'
import { type TypeCheck, TypeCompiler } from '@sinclair/typebox/compiler'
import { findJsonFault } from './find-json-fault.ts'
import { itemsOf, membersOf, type Span, skipSpace, sliceOf } from './json-text.ts'
import { readPlainWebhook } from './read-plain-webhook.ts'

/** Longest id, discriminator or action, in characters. Mews's are UUIDs and short words; the bound is for the topics. */
export const MAX_NAME_LENGTH = 1_000

/** Longest `Data` of an integration webhook, in characters. Mews's are shorter than 1,000. */
const MAX_DATA_LENGTH = 100_000

/** One event as it was sent: parsed, and its own text; or, of one that is as it should be, its three parts. */
export type ParsedEvent =
  | { readonly event: unknown; readonly text: string }
  | { readonly discriminator: string; readonly entityId: string; readonly value: string }

/** What a body turned out to be. Texts are the sender's, verbatim. */
export type ParsedWebhook =
  | {
      readonly kind: 'events'
      readonly enterpriseId: string
      readonly integrationId: string
      readonly events: readonly ParsedEvent[]
    }
  | { readonly kind: 'integration'; readonly webhook: IntegrationWebhook; readonly dataText: string }
  | { readonly kind: 'not-a-webhook'; readonly text: string; readonly detail: string }
  | { readonly kind: 'not-json'; readonly failedAt: number | null }

const envelopeCheck = TypeCompiler.Compile(WebhookEnvelopeSchema)
const integrationCheck = TypeCompiler.Compile(IntegrationWebhookSchema)

/**
 * Reads a body. Never throws: whatever the bytes, they are one of the kinds. Events are not judged here. Pure.
 *
 * Bytes that are not UTF-8 become U+FFFD, so that a broken guest name in `Entities` costs no good event.
 */
export function parseWebhook(body: Buffer): ParsedWebhook {
  const decoded = body.toString('utf8')
  const text = decoded.startsWith('\uFEFF') ? decoded.slice(1) : decoded
  return readPlainWebhook(text) ?? parseText(text)
}

/** The same for any text, plain or not. */
export function parseText(text: string): ParsedWebhook {
  const parsed = parseJson(text)
  if ('failedAt' in parsed) return { kind: 'not-json', failedAt: parsed.failedAt }

  const { value } = parsed
  const members = typeof value === 'object' && value !== null ? membersOf(text, skipSpace(text, 0)) : undefined
  const action = members?.get('Action')
  const data = members?.get('Data')
  if (action && data && !members?.has('Events')) return parseIntegration(text, value, data)

  if (!envelopeCheck.Check(value)) return { kind: 'not-a-webhook', text, detail: toMisfit(envelopeCheck, value) }
  const { EnterpriseId: enterpriseId, IntegrationId: integrationId, Events } = value
  if (Math.max(enterpriseId.length, integrationId.length) > MAX_NAME_LENGTH) {
    return { kind: 'not-a-webhook', text, detail: 'EnterpriseId or IntegrationId: too long' }
  }
  const spans = itemsOf(text, members?.get('Events')?.start ?? text.length)
  const events = spans.map((span, index) => ({ event: Events[index], text: sliceOf(text, span) }))
  return { kind: 'events', enterpriseId, integrationId, events }
}

function parseIntegration(text: string, value: unknown, data: Span): ParsedWebhook {
  if (!integrationCheck.Check(value)) return { kind: 'not-a-webhook', text, detail: toMisfit(integrationCheck, value) }
  if (Math.max(value.Action.length, value.Data.Integration.Id.length) > MAX_NAME_LENGTH) {
    return { kind: 'not-a-webhook', text, detail: 'Action or Data.Integration.Id: too long' }
  }
  // The topic of integrations takes 1 MiB, and a record holds names twice.
  if (data.end - data.start > MAX_DATA_LENGTH) return { kind: 'not-a-webhook', text, detail: 'Data: too long' }
  return { kind: 'integration', webhook: value, dataText: sliceOf(text, data) }
}

/** Which field does not fit and what was expected, never what was found: that may be guest data. */
export function toMisfit<T extends TSchema>(check: TypeCheck<T>, value: unknown): string {
  const error = check.Errors(value).First()
  if (!error) return 'fits'
  const path = error.path.slice(1).replaceAll('/', '.')
  return `${path || 'the whole'}: ${error.message.toLowerCase()}`
}

function parseJson(text: string): { readonly value: unknown } | { readonly failedAt: number | null } {
  try {
    return { value: JSON.parse(text) }
  } catch {
    // The error's message quotes the text around the fault, which may be guest data.
    return { failedAt: findJsonFault(text) ?? null }
  }
}
