import type { TopicNames } from '@bellhop/records'
import type { Draft, Receipt } from './draft.ts'
import { toIntegrationDraft } from './integration.ts'
import { parseWebhook } from './parse-webhook.ts'
import { quarantineEvents, quarantineNotTaken, quarantineUnknown, quarantineUnreadable } from './quarantine.ts'
import { type LanePlace, splitWebhook } from './split-webhook.ts'

/** What a webhook was, as the metrics name it; `mixed` has events that fit and events that do not. */
export type Outcome =
  | 'events'
  | 'mixed'
  | 'empty'
  | 'integration'
  | 'bad-events'
  | 'not-a-webhook'
  | 'not-json'
  | 'not-taken'

/** The records of one webhook. */
export type Sorted = { readonly outcome: Outcome; readonly drafts: readonly Draft[] }

/** Tells the lane of an enterprise and its partition on the event topics. */
export type PlaceOf = (enterpriseId: string) => LanePlace

/** Whether the webhooks of an integration are taken. */
export type IsTaken = (integrationId: string) => boolean

/** Makes the records of a body, whatever its bytes: every event of it stands in one of them. Never throws. Pure. */
export function toDrafts(
  body: Buffer,
  receipt: Receipt,
  placeOf: PlaceOf,
  topics: TopicNames,
  isTaken: IsTaken = () => true,
): Sorted {
  const webhook = parseWebhook(body)
  const quarantine = topics.deadLetterWebhooks
  switch (webhook.kind) {
    case 'events': {
      if (!isTaken(webhook.integrationId)) {
        return { outcome: 'not-taken', drafts: [quarantineNotTaken(body.toString('utf8'), receipt, quarantine)] }
      }
      const { drafts, misfits } = splitWebhook(webhook, receipt, placeOf(webhook.enterpriseId), topics)
      const letters = quarantineEvents(misfits, webhook, receipt, quarantine)
      return { outcome: toOutcome(drafts.length, misfits.length), drafts: [...drafts, ...letters] }
    }
    case 'integration':
      return { outcome: 'integration', drafts: [toIntegrationDraft(webhook, receipt, topics.integrations)] }
    case 'not-a-webhook':
      return { outcome: webhook.kind, drafts: [quarantineUnknown(webhook, receipt, quarantine)] }
    case 'not-json':
      return { outcome: webhook.kind, drafts: [quarantineUnreadable(body, webhook.failedAt, receipt, quarantine)] }
  }
}

function toOutcome(good: number, bad: number): Outcome {
  if (bad === 0) return good === 0 ? 'empty' : 'events'
  return good === 0 ? 'bad-events' : 'mixed'
}
