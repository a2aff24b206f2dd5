import { pageSize } from './api.ts'
import { maxHoldMs } from './is-held-up.ts'
import type { LaneBook } from './lane-book.ts'
import type { Tokens } from './tokens.ts'

/** Milliseconds that a lane may take while others wait in the same partition, or what is done waits for it. */
const leastMs = 1_000
/** What a call's share of the window is multiplied by: the plan of a token is that much tighter than its limit. */
const planned = 1.1

/**
 * Tells how many milliseconds the lanes of a turn may take: long enough for the fastest of their tokens to make a call.
 * Where windows are long, a turn that ends before would do nothing but defer. Pure.
 */
export function toLaneMs(books: Iterable<LaneBook>): number {
  let fastestMs = Number.POSITIVE_INFINITY
  for (const book of books) {
    for (const { credential } of book.open()) {
      const perCallMs = (credential.windowSeconds * 1000) / credential.requestsPerWindow
      fastestMs = Math.min(fastestMs, planned * perCallMs)
    }
  }
  return fastestMs === Number.POSITIVE_INFINITY ? leastMs : Math.min(maxHoldMs, Math.max(leastMs, fastestMs))
}

/**
 * Tells whether every lane has a full call waiting for its token: what were taken in besides would only be deferred.
 *
 * @param now - monotonic milliseconds
 */
export function haveEnough(books: readonly LaneBook[], tokens: Tokens, now: number): boolean {
  const hasEnough = (book: LaneBook) =>
    book.open().some(({ credential, pending }) => pending.size >= pageSize && tokens.waitFor(credential, now) > 0)
  return books.length > 0 && books.every(hasEnough)
}
