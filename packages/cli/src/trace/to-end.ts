import { compactionLagMs } from '@bellhop/records'
import type { Entry } from './entry.ts'

/** How an event ended, as far as the topics tell. */
export type EventEnd =
  | 'unread'
  | 'waiting'
  | 'enriched'
  | 'dead-lettered'
  | 'unchanged'
  | 'enriched or unchanged'
  | 'unrecognised'

/**
 * Tells how an event ended. What was read and stands nowhere else brought nothing newer to publish, unless compaction may
 * have removed the record that answered it: that is not known any more. What is not recognised nobody reads. Pure.
 *
 * @param at - now, epoch milliseconds
 */
export function toEnd(eventId: string, entries: readonly Entry[], at: number): EventEnd {
  const isIn = (test: (entry: Entry) => boolean) => entries.some(test)
  const events = entries.flatMap((entry) => (entry.kind === 'event' && entry.eventId === eventId ? [entry] : []))
  if (isIn((entry) => entry.kind === 'wait' && entry.eventId === eventId && !entry.isConsumed)) return 'waiting'
  const recognised = events.filter(({ isRecognised }) => isRecognised)
  if (events.length > 0 && recognised.length === 0) return 'unrecognised'
  if (recognised.some(({ isConsumed }) => !isConsumed)) return 'unread'
  if (isIn((entry) => entry.kind === 'record' && entry.eventIds.includes(eventId))) return 'enriched'
  if (isIn((entry) => entry.kind === 'dead-letter' && entry.eventId === eventId)) return 'dead-lettered'
  const receivedAt = events[0]?.at ?? at
  const isReplaced = isIn((entry) => (entry.kind === 'record' || entry.kind === 'tombstone') && entry.at > receivedAt)
  return isReplaced && receivedAt < at - compactionLagMs ? 'enriched or unchanged' : 'unchanged'
}
