import type { EntityName } from '@bellhop/records'

/** Where a record stands. */
export type Place = { readonly topic: string; readonly partition: number; readonly offset: number }

/** A field that differs between two records of an entity that follow each other. */
export type FieldChange = { readonly field: string; readonly before: unknown; readonly after: unknown }

/** One thing that happened to an entity, at a moment in epoch milliseconds. */
export type Entry = Place & {
  readonly at: number
} & (
    | {
        /** An event named it. */
        readonly kind: 'event'
        readonly eventId: string
        readonly discriminator: string
        readonly origin: string
        /** False where the ingress did not know its kind: nobody reads the topic that it stands on. */
        readonly isRecognised: boolean
        readonly isConsumed: boolean
      }
    | {
        /** An event was put into a retry topic. */
        readonly kind: 'wait'
        readonly eventId: string
        readonly reason: string
        readonly attempts: number
        readonly dueAt: number
        /** Taken from the retry topic again: it ended otherwise, or waits anew. */
        readonly isConsumed: boolean
      }
    | {
        /** An event, or a webhook, was given up. */
        readonly kind: 'dead-letter'
        readonly id: string
        readonly eventId: string | null
        readonly reason: string
        readonly class: string
        readonly detail: string
      }
    | {
        /** It was fetched and published. */
        readonly kind: 'record'
        readonly entity: EntityName
        readonly fetchedAt: number
        readonly changedAt: number
        readonly isDeleted: boolean
        readonly eventIds: readonly string[]
        /** What is new since the record before; undefined for the first that is left. */
        readonly changes: readonly FieldChange[] | undefined
      }
    | {
        /** It was erased. */
        readonly kind: 'tombstone'
        readonly entity: EntityName
      }
  )

/** A part of the time asked for of which a topic holds nothing any more. */
export type Expired = {
  readonly topic: string
  /** When the first record that is left was written, epoch milliseconds; null where none is left. */
  readonly firstAt: number | null
}

/** All that is known of an entity, in order of time. */
export type Trace = {
  readonly entityId: string
  readonly since: number
  readonly at: number
  readonly entries: readonly Entry[]
  readonly expired: readonly Expired[]
  readonly conclusion: Conclusion
}

/** The answer in a line, and whether it is a thing to be mended. */
export type Conclusion = { readonly text: string; readonly isWrong: boolean }
