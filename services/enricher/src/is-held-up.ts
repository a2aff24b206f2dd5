import type { LaneBook } from './lane-book.ts'
import type { Tokens } from './tokens.ts'

/** Milliseconds that a turn waits for a token while it has something to write or others to take. */
export const maxHoldMs = 5_000

/**
 * Tells whether a lane has to wait for a token for so long that the turn should not: a 429 of one token would hold back
 * what the others have fetched, up to an hour.
 *
 * @param now - monotonic milliseconds
 */
export function isHeldUp(book: LaneBook, tokens: Tokens, now: number): boolean {
  return book.open().some(({ credential }) => tokens.waitFor(credential, now) > maxHoldMs)
}

/** Tells whether a lane has an answer that could be written. */
export function hasAnswer(book: LaneBook): boolean {
  for (const { state, events } of book.lookups()) if (state === 'answered' && events.length > 0) return true
  return false
}
