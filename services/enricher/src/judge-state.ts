import type { End } from './end.ts'
import type { PendingEvent } from './pending-event.ts'
import type { PublishedState } from './published-state.ts'

/**
 * What a fetched state is beside the one published last.
 *
 * - `newer`: to be published
 * - `same`: nothing to publish
 * - `older`: what Mews has answered lags behind what it answered before, and is never published
 */
export type Freshness = 'newer' | 'same' | 'older'

/**
 * Compares a fetched state with the one published last. Mews's clock ticks in seconds, so of two states of one second
 * the one whose fetch began later is the newer; within a millisecond too, since an entity has one fetch at a time.
 */
export function judgeState(fetched: PublishedState, published: PublishedState | undefined): Freshness {
  if (published === undefined || fetched.changedAt > published.changedAt) return 'newer'
  if (fetched.changedAt < published.changedAt) return 'older'
  if (fetched.contentHash === published.contentHash) return 'same'
  return fetched.fetchedAt >= published.fetchedAt ? 'newer' : 'older'
}

/** Times that an event whose entity came back too old is fetched again. */
const maxStaleReads = 3

/** Judges an event whose entity came back older than it was published: it waits for a better answer, but not for ever. */
export function judgeStale({ trials }: PendingEvent): End {
  if (trials.staleReads >= maxStaleReads) return { end: 'unchanged', reason: 'stale' }
  return { end: 'waiting', reason: 'stale', delay: '10s', isAttempt: false }
}
