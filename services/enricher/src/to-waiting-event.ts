import type { WaitingEvent } from '@bellhop/records'
import type { Waiting } from './end.ts'
import type { PendingEvent } from './pending-event.ts'
import { delayMs } from './retry-delay.ts'

/**
 * Makes the record of an event that waits. An event that moves to its lane is due at once; when it moves again it waits,
 * since processes that have not read the same directory yet would send it to and fro as fast as they can.
 *
 * `first_failed_at` is the time of the first failure that was the event's own.
 *
 * @param now - epoch milliseconds
 */
export function toWaitingEvent({ thin, trials }: PendingEvent, end: Waiting, now: number): WaitingEvent {
  const isPassed = end.waitsOnUntil !== undefined
  const isMove = end.reason === 'moved' && !isPassed
  const staleReads = trials.staleReads + (end.reason === 'stale' && !isPassed ? 1 : 0)
  return {
    ...thin,
    attempts: trials.attempts + (end.isAttempt ? 1 : 0),
    moves: trials.moves + (isMove ? 1 : 0),
    stale_reads: staleReads === 0 ? null : staleReads,
    first_failed_at: trials.firstFailedAt ?? (end.isAttempt ? now : null),
    not_before: end.waitsOnUntil ?? (isMove && trials.moves === 0 ? now : now + delayMs[end.delay]),
    last_reason: end.reason,
    origin_topic: trials.origin.topic,
    origin_partition: trials.origin.partition,
    origin_offset: trials.origin.offset,
  }
}
