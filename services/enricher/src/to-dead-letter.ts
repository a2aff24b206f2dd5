import { createHash } from 'node:crypto'
import { type DeadLetter, noEvent } from '@bellhop/records'
import type { DeadLettered } from './end.ts'
import type { PendingEvent, Place } from './pending-event.ts'
import type { EndedRecord } from './turn.ts'

/** An event's record above this size carries its value only in `original`: the topic takes 2 MiB. */
const maxDoubledBytes = 900_000
/** A record above this size is not kept at all, only its digest and length: beside the other fields it may not fit. */
const maxOriginalBytes = 1_900_000

/**
 * Makes the dead letter of an event. Its id is the coordinates of the record it was read from.
 *
 * @param now - epoch milliseconds
 */
export function toDeadLetter(
  { thin, source, original, trials }: PendingEvent,
  end: DeadLettered,
  now: number,
): DeadLetter {
  return {
    ...toFrame(source, end, now),
    attempts: trials.attempts + (isOwnFailure(end) ? 1 : 0),
    first_failed_at: trials.firstFailedAt,
    ...thin,
    // Twice the same bytes would not fit where they fit once; the value is in the original.
    value: original.byteLength > maxDoubledBytes ? null : thin.value,
    ...toOriginal(original),
  }
}

/**
 * Makes the dead letter of a record that could not be read as an event.
 *
 * @param now - epoch milliseconds
 */
export function toUnreadableLetter({ source, original, end }: EndedRecord, now: number): DeadLetter {
  return {
    ...toFrame(source, end, now),
    ...noEvent,
    ...toOriginal(original),
  }
}

/** Whether something was tried for the event and failed; before it is fetched nothing is. */
function isOwnFailure({ stage }: DeadLettered): boolean {
  return stage === 'fetch' || stage === 'map'
}

function toFrame({ topic, partition, offset }: Place, end: DeadLettered, now: number) {
  return {
    id: `${topic}-${partition}-${offset}`,
    reason: end.reason,
    class: end.class,
    detail: end.detail,
    stage: end.stage,
    attempts: 0,
    first_failed_at: null,
    failed_at: now,
    source_topic: topic,
    source_partition: partition,
    source_offset: offset,
    parse_error_at: null,
  }
}

function toOriginal(original: Buffer | null): Pick<DeadLetter, 'original' | 'original_sha256' | 'original_length'> {
  if (original === null || original.byteLength <= maxOriginalBytes) {
    return { original, original_sha256: null, original_length: null }
  }
  const digest = createHash('sha256').update(original).digest('hex')
  return { original: null, original_sha256: digest, original_length: original.byteLength }
}
