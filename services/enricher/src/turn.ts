import type { EntityName } from '@bellhop/records'
import type { End } from './end.ts'
import type { Lookup } from './lane-book.ts'
import type { PendingEvent } from './pending-event.ts'
import type { PublishedState } from './published-state.ts'

/** An event and how it ended. */
export type EndedEvent = { readonly event: PendingEvent; readonly lane: string; readonly end: End }

/** A record that could not be read, and its end. */
export type EndedRecord = {
  readonly source: PendingEvent['source']
  readonly original: Buffer | null
  readonly end: Extract<End, { end: 'dead-lettered' }>
}

/** How a turn came out, before anything is written or compared with what was published before. */
export type TurnResult = {
  readonly ended: readonly EndedEvent[]
  readonly unreadable: readonly EndedRecord[]
  /** Lookups that were answered with an entity; their events are among `ended`, as enriched. */
  readonly fetched: readonly Lookup[]
}

/** What is published of an entity, as it will be remembered. */
export type StateChange = { readonly entity: EntityName; readonly id: string; readonly state: PublishedState }

/** A turn of which it is decided what is published: those lookups are `fetched`, and each event has its end. */
export type DecidedTurn = TurnResult & {
  readonly changes: readonly StateChange[]
  /** Lookups whose entity came back older than it was published. */
  readonly stale: readonly Lookup[]
}
