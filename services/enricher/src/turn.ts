import type { End } from './end.ts'
import type { Lookup } from './lane-book.ts'
import type { PendingEvent } from './pending-event.ts'

/** An event and how it ended. */
export type EndedEvent = { readonly event: PendingEvent; readonly lane: string; readonly end: End }

/** A record that could not be read, and its end. */
export type EndedRecord = {
  readonly source: PendingEvent['source']
  readonly original: Buffer | null
  readonly end: Extract<End, { end: 'dead-lettered' }>
}

/** How a turn came out, before anything is written. */
export type TurnResult = {
  readonly ended: readonly EndedEvent[]
  readonly unreadable: readonly EndedRecord[]
  /** Lookups whose entity is to be published; their events are among `ended`. */
  readonly fetched: readonly Lookup[]
}
