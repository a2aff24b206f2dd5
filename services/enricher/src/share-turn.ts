import type { Credential } from '@bellhop/mews'
import { entities } from '@bellhop/records'
import { pageSize } from './api.ts'
import { maxHoldMs } from './is-held-up.ts'
import type { LaneBook, OpenOperation } from './lane-book.ts'
import { perCallMs, type Tokens } from './tokens.ts'

/** Milliseconds that the lanes of a turn may take at least, though others wait or what is done waits for them. */
export const leastMs = 1_000
/** Milliseconds for which they may go on then when that is all they need: what is deferred comes back after ten seconds. */
const mostMoreMs = 2_000
/** What a call's share of the window is multiplied by: the plan of a token is that much tighter than its limit. */
const planned = 1.1

/**
 * Tells until when the lanes of a turn may make calls, once they have had their least time: as long as their tokens need
 * for what could be asked for now, of the lanes that need not much more in all; where there are none, for one call of the
 * fastest of the tokens that do not rest. Where windows are long, a turn that ends before would do nothing but defer. To
 * be asked again until it has passed: a call may have to be made once more, or give its turn at the token to another page
 * of a fetch. Pure.
 *
 * @param sharedAt - since when others have waited, on the clock of `now`
 * @param isLate - whether it had passed already: what was deferred by it is no reason to wait for slower tokens
 */
export function toDeadline(
  books: Iterable<LaneBook>,
  tokens: Tokens,
  sharedAt: number,
  now: number,
  isLate: boolean,
): number {
  const mostMs = sharedAt + leastMs + mostMoreMs - now
  let [neededMs, fastestMs] = [0, Number.POSITIVE_INFINITY]
  for (const book of books) {
    const needed = new Map<string, number>()
    for (const operation of book.open()) {
      const { credential } = operation
      const [callMs, waitMs] = [planned * perCallMs(credential), tokens.waitFor(credential, now)]
      if (waitMs <= maxHoldMs) fastestMs = Math.min(fastestMs, callMs)
      const before = needed.get(credential.name) ?? Math.max(0, waitMs - callMs)
      needed.set(credential.name, before + Math.ceil(countReady(operation, tokens, now) / pageSize) * callMs)
    }
    const laneMs = Math.max(0, ...needed.values())
    if (laneMs <= mostMs) neededMs = Math.max(neededMs, laneMs)
  }
  if (neededMs > 0) return now + neededMs
  if (isLate || fastestMs === Number.POSITIVE_INFINITY) return now
  return Math.max(now, sharedAt + Math.min(maxHoldMs, fastestMs))
}

/** How many of an operation's lookups could be asked for now: none while it is probed, none that failed a moment ago. */
function countReady({ credential, entity, pending }: OpenOperation, tokens: Tokens, now: number): number {
  if (tokens.isProbed(credential, entities[entity].operation)) return 0
  let ready = 0
  for (const { notBefore } of pending) if (notBefore <= now) ready += 1
  return ready
}

/**
 * Tells whether every lane has as many full calls waiting as its tokens allow in the least time of a turn: what were taken
 * in besides would only be deferred.
 *
 * @param now - monotonic milliseconds
 * @param hasBegun - whether the turn's lanes call already: before, each has to have one full call, though its tokens allow
 * none in that time; from then on, one that has made its call needs nothing for another
 */
export function haveEnough(books: readonly LaneBook[], tokens: Tokens, now: number, hasBegun: boolean): boolean {
  return books.length > 0 && books.every((book) => hasEnough(book, tokens, now, hasBegun))
}

function hasEnough(book: LaneBook, tokens: Tokens, now: number, hasBegun: boolean): boolean {
  const full = new Map<Credential, number>()
  if (hasBegun) {
    for (const { credential, events } of book.lookups()) if (events.length > 0) full.set(credential, 0)
  }
  for (const { credential, pending } of book.open()) {
    full.set(credential, (full.get(credential) ?? 0) + Math.floor(pending.size / pageSize))
  }
  const isEnough = ([credential, calls]: [Credential, number]) =>
    calls >= Math.max(hasBegun ? 0 : 1, tokens.callsWithin(credential, now, leastMs))
  return full.size > 0 && [...full].every(isEnough)
}
