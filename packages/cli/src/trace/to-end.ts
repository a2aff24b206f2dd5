import type { Entry } from './entry.ts'

/** How an event ended, as far as the topics tell. */
export type EventEnd = 'unread' | 'waiting' | 'enriched' | 'dead-lettered' | 'unchanged'

/** Tells how an event ended: what was read and stands nowhere else brought nothing newer to publish. Pure. */
export function toEnd(eventId: string, entries: readonly Entry[]): EventEnd {
  const isIn = (test: (entry: Entry) => boolean) => entries.some(test)
  if (isIn((entry) => entry.kind === 'wait' && entry.eventId === eventId && !entry.isConsumed)) return 'waiting'
  if (isIn((entry) => entry.kind === 'event' && entry.eventId === eventId && !entry.isConsumed)) return 'unread'
  if (isIn((entry) => entry.kind === 'record' && entry.eventIds.includes(eventId))) return 'enriched'
  if (isIn((entry) => entry.kind === 'dead-letter' && entry.eventId === eventId)) return 'dead-lettered'
  return 'unchanged'
}
