import { compactionLagMs } from '@bellhop/records'
import type { Entry } from './entry.ts'

/** How an event ended, as far as the topics tell. */
export type EventEnd = 'unread' | 'waiting' | 'enriched' | 'dead-lettered' | 'unchanged' | 'enriched or unchanged'

/**
 * Tells how an event ended. What was read and stands nowhere else brought nothing newer to publish, unless compaction may
 * have removed the record that answered it: that is not known any more. Pure.
 *
 * @param at - now, epoch milliseconds
 */
export function toEnd(eventId: string, entries: readonly Entry[], at: number): EventEnd {
  const isIn = (test: (entry: Entry) => boolean) => entries.some(test)
  const event = entries.find((entry) => entry.kind === 'event' && entry.eventId === eventId)
  if (isIn((entry) => entry.kind === 'wait' && entry.eventId === eventId && !entry.isConsumed)) return 'waiting'
  if (event?.kind === 'event' && !event.isConsumed) return 'unread'
  if (isIn((entry) => entry.kind === 'record' && entry.eventIds.includes(eventId))) return 'enriched'
  if (isIn((entry) => entry.kind === 'dead-letter' && entry.eventId === eventId)) return 'dead-lettered'
  const receivedAt = event?.at ?? at
  const isReplaced = isIn(({ kind, at: writtenAt }) => /record|tombstone/.test(kind) && writtenAt > receivedAt)
  return isReplaced && receivedAt < at - compactionLagMs ? 'enriched or unchanged' : 'unchanged'
}
