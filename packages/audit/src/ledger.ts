import type { Committed } from '@bellhop/kafka'
import type { DeadLetter, EntityName, ThinEvent, WaitingEvent } from '@bellhop/records'

/** What all entity records have, and their own fields. */
export type EntityRecord = Readonly<Record<string, unknown>> & {
  readonly id: string
  readonly changed_at: number
  readonly fetched_at: number
  readonly event_ids: readonly string[]
  readonly discriminators: readonly string[]
}

/** One record as it stands in a topic. */
export type Entry<T> = {
  readonly topic: string
  readonly partition: number
  readonly offset: number
  readonly value: T
}

/** A partition. */
type Place = { readonly topic: string; readonly partition: number }

/** All that our topics held, read committed, and how far the enricher had come when the reading began. */
export type Ledger = {
  readonly events: ReadonlyArray<Entry<ThinEvent>>
  /** Events whose discriminator the catalogue does not know. */
  readonly unrecognised: ReadonlyArray<Entry<ThinEvent>>
  readonly waiting: ReadonlyArray<Entry<WaitingEvent>>
  /** Dead letters of events, by the enricher. */
  readonly deadLetters: ReadonlyArray<Entry<DeadLetter>>
  /** Dead letters of webhooks and of single events in them, by the ingress. */
  readonly quarantined: ReadonlyArray<Entry<DeadLetter>>
  readonly entities: ReadonlyArray<Entry<EntityRecord> & { readonly entity: EntityName }>
  /** How far the enricher had come before anything was read, with its sums: all that they tell of stands in the topics. */
  readonly committed: readonly Committed[]
  /** Whether it came further meanwhile: then more may stand in the topics than the sums tell of. */
  readonly isFlowing: boolean
  /** Partitions of which the first records are deleted. */
  readonly cut: {
    /** Of the event and retry topics, and those of them that are of retry topics. */
    readonly inputs: readonly Place[]
    readonly retries: readonly Place[]
    /** Of the topic of the enricher's dead letters. */
    readonly deadLetters: readonly Place[]
  }
  /** When it was read, epoch milliseconds. */
  readonly at: number
}
