import { type ThinEvent, toThin, type WaitingEvent } from '@bellhop/records'
import { toHaltedAt } from './halts.ts'

/** Where a record stands. */
export type Place = { readonly topic: string; readonly partition: number; readonly offset: number }

/** What an event has been through. */
export type Trials = {
  readonly attempts: number
  /** Times it was sent on to the lane that owns it. */
  readonly moves: number
  /** Times its entity came back older than it was published. */
  readonly staleReads: number
  /** Epoch milliseconds. */
  readonly firstFailedAt: number | null
  readonly lastReason: string | null
  /** Epoch milliseconds at which it was written to wait because its operation is halted; null where it was not. */
  readonly haltedAt: number | null
  /** Where the event was first written. */
  readonly origin: Place
}

/** An event that has been read and has not ended. */
export type PendingEvent = {
  readonly thin: ThinEvent
  /** The record it was read from. */
  readonly source: Place
  /** That record's bytes, kept for a dead letter. */
  readonly original: Buffer
  readonly trials: Trials
  /** Where its webhook stands in its trace; absent where nothing is traced. */
  readonly traceparent?: string
}

/** Makes a pending event of a record of an event topic. */
export function fromThin(thin: ThinEvent, source: Place, original: Buffer): PendingEvent {
  const none = { attempts: 0, moves: 0, staleReads: 0, firstFailedAt: null, lastReason: null, haltedAt: null }
  return { thin, source, original, trials: { ...none, origin: source } }
}

/** Makes a pending event of a record of a retry topic. */
export function fromWaiting(waiting: WaitingEvent, source: Place, original: Buffer): PendingEvent {
  const { attempts, moves, stale_reads, first_failed_at, last_reason, not_before } = waiting
  const { origin_topic, origin_partition, origin_offset } = waiting
  return {
    thin: toThin(waiting),
    source,
    original,
    trials: {
      attempts,
      moves,
      staleReads: stale_reads ?? 0,
      firstFailedAt: first_failed_at,
      lastReason: last_reason,
      haltedAt: last_reason === 'halted' ? toHaltedAt(not_before) : null,
      origin: { topic: origin_topic, partition: origin_partition, offset: origin_offset },
    },
  }
}
