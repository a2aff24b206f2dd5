import type { ThinEvent, TopicNames } from '@bellhop/records'
import { type Choice, refuse } from './choice.ts'
import type { Place } from './ledger.ts'
import { toPlaceId } from './to-redriven.ts'

/** Which events are meant; what is left out does not matter. Lists hold alternatives. */
export type EventFilter = {
  readonly discriminator?: readonly string[]
  readonly enterprise?: readonly string[]
  /** Epoch milliseconds: received from then on. */
  readonly since?: number
  /** Epoch milliseconds: received before then. */
  readonly until?: number
}

/** Whether an event is meant by a filter. Pure. */
export function isMeant(event: ThinEvent, filter: EventFilter): boolean {
  const { discriminator, enterprise, since = -Infinity, until = Infinity } = filter
  if (event.received_at < since || event.received_at >= until) return false
  if (discriminator !== undefined && !discriminator.includes(event.discriminator)) return false
  return enterprise?.some((wanted) => wanted.toLowerCase() === event.enterprise_id.toLowerCase()) ?? true
}

/**
 * Whether an event is a copy of one that stands on an event topic too, so that a replay would write it twice: all that was
 * written once more, but for what comes from dead letters of webhooks and from the unrecognised events. Pure.
 */
export function isCopy({ event_id, record_origin }: ThinEvent, topics: TopicNames): boolean {
  if (record_origin !== 'replay' && record_origin !== 'redrive') return false
  return ![topics.deadLetterWebhooks, topics.unrecognised].some((topic) => event_id.startsWith(`${topic}-`))
}

/**
 * Makes an event as it is to be written once more: the place of the one before, and the name of the replay, become its id.
 * When it was received stays, since what is fetched may depend on it. Pure.
 */
export function toReplayed(event: ThinEvent, place: Place, name: string): Choice {
  if (event.entity_id === '') return refuse('the event names no entity')
  return { events: [{ ...event, event_id: `${toPlaceId(place)}-${name}`, record_origin: 'replay' }] }
}
