import type { ThinEvent } from '@bellhop/records'
import { WebhookEventSchema } from '@bellhop/webhook'
import { TypeCompiler } from '@sinclair/typebox/compiler'
import { type Draft, MAX_TEXT_BYTES, type Receipt } from './draft.ts'
import { membersOf, skipSpace, sliceOf } from './json-text.ts'
import { MAX_NAME_LENGTH, type ParsedEvent, type ParsedWebhook, toMisfit } from './parse-webhook.ts'
import type { MisfitEvent } from './quarantine.ts'

/** The lane of a webhook's enterprise, and its partition on every event topic. */
export type LanePlace = { readonly lane: string; readonly partition: number }

/** The topics of events: by discriminator, or the one for those that are not known. */
export type EventTopics = {
  readonly event: (discriminator: string) => string | undefined
  readonly unrecognised: string
}

/** A webhook's events, each on its way or with the reason why it cannot be. */
export type Split = { readonly drafts: readonly Draft[]; readonly misfits: readonly MisfitEvent[] }

const eventCheck = TypeCompiler.Compile(WebhookEventSchema)

/**
 * Makes one record of each event that fits, in order; the others are given back, so that they do not take the good ones
 * with them. Every event keeps its place in the webhook as `index`. Pure.
 *
 * An event whose discriminator is not known fits with any `Value`, because nobody knows yet what it should be.
 */
export function splitWebhook(
  webhook: Extract<ParsedWebhook, { kind: 'events' }>,
  { webhookId, receivedAt }: Receipt,
  { lane, partition }: LanePlace,
  topics: EventTopics,
): Split {
  const drafts: Draft[] = []
  const misfits: MisfitEvent[] = []
  const { enterpriseId, integrationId, events } = webhook
  for (const [index, parsed] of events.entries()) {
    const read = readEvent(parsed, topics)
    if ('explain' in read) {
      misfits.push({ index, ...read })
      continue
    }
    const { topic, discriminator, entity_id } = read
    const value: ThinEvent = {
      event_id: `${webhookId}-${index}`,
      webhook_id: webhookId,
      index,
      event_count: events.length,
      enterprise_id: enterpriseId,
      integration_id: integrationId,
      discriminator,
      entity_id,
      value: read.value,
      received_at: receivedAt,
      record_origin: 'webhook',
    }
    drafts.push({ topic, key: lane, partition, recordName: 'thin-event', value })
  }
  return { drafts, misfits }
}

type ReadEvent = Pick<ThinEvent, 'discriminator' | 'entity_id' | 'value'> & { readonly topic: string }

function readEvent(parsed: ParsedEvent, topics: EventTopics): ReadEvent | Omit<MisfitEvent, 'index'> {
  if ('entityId' in parsed) {
    const { discriminator, entityId, value } = parsed
    return { topic: topics.event(discriminator) ?? topics.unrecognised, discriminator, entity_id: entityId, value }
  }
  const { event, text } = parsed
  const discriminator = fieldOf(event, 'Discriminator')
  const explain = () => toMisfit(eventCheck, event)
  if (typeof discriminator !== 'string' || discriminator === '') return { text, discriminator: null, explain }
  if (discriminator.length > MAX_NAME_LENGTH)
    return { text, discriminator: null, explain: () => 'Discriminator: too long' }

  const topic = topics.event(discriminator)
  if (topic !== undefined && !eventCheck.Check(event)) return { text, discriminator, explain }

  const id = fieldOf(fieldOf(event, 'Value'), 'Id')
  const entityId = typeof id === 'string' ? id : ''
  if (entityId.length > MAX_NAME_LENGTH) return { text, discriminator, explain: () => 'Value.Id: too long' }
  const span = membersOf(text, skipSpace(text, 0)).get('Value')
  const value = span ? sliceOf(text, span) : 'null'
  if (Buffer.byteLength(value) > MAX_TEXT_BYTES) return { text, discriminator, explain: () => 'Value: too long' }
  return { topic: topic ?? topics.unrecognised, discriminator, entity_id: entityId, value }
}

function fieldOf(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined
  return Reflect.get(value, name)
}
