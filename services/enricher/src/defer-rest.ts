import { pageSize } from './api.ts'
import { endInDoubt } from './end-pending.ts'
import { deferred, delayForBacklog } from './judge.ts'
import type { LaneBook } from './lane-book.ts'
import { perCallMs, type Tokens } from './tokens.ts'

/**
 * Ends what a lane did not come to in its turn: each lookup waits for as long as its place in the lane's backlog needs,
 * which the operations of one token share.
 *
 * @param now - monotonic milliseconds
 */
export function deferRest(book: LaneBook, tokens: Tokens, now: number): void {
  const callsBefore = new Map<string, number>()
  for (const { credential, pending } of book.open()) {
    const { name } = credential
    const waitMs = tokens.waitFor(credential, now)
    const before = callsBefore.get(name) ?? 0
    callsBefore.set(name, before + Math.ceil(pending.size / pageSize))
    for (const [place, lookup] of [...pending].entries()) {
      const delay = delayForBacklog(waitMs + (before + Math.floor(place / pageSize)) * perCallMs(credential))
      endInDoubt(book, lookup, deferred(delay))
    }
  }
}
