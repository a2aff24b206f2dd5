import type { FailedAnswer } from './api.ts'
import { isTooMuch } from './is-too-much.ts'
import { judgeAlone, judgeOutage } from './judge.ts'
import type { LaneBook, Lookup } from './lane-book.ts'
import { isContagious, keepSuspicion } from './suspects.ts'

/** Tries of a call in one turn before its events go to a retry topic. Suspects failed in a turn before, and have one. */
const maxTries = 3
/** Milliseconds before the second try; the third waits twice as long. */
const firstPauseMs = 200
/** A conflict is tried again once, and at once: what stood in the way is mostly gone. */
const conflict = { tries: 2, pauseMs: 0 }

/** When a call failed, and how its operation stands. */
export type Failure = {
  readonly answer: FailedAnswer
  /** Monotonic milliseconds. */
  readonly now: number
  /** Epoch milliseconds. */
  readonly at: number
  /** Whether the operation had given a page since it failed last. */
  readonly wasWell: boolean
  /** Milliseconds since when the operation has failed. */
  readonly outageMs: number
  /** Whether more calls may be made of the API's host: where not, nothing is tried again in this turn. */
  readonly mayCall: boolean
  /** Whether all of the lookups failed in a turn before. */
  readonly isSuspect: boolean
}

/**
 * Files a call that failed in the lane's book: its lookups are put back to be tried again, or their events wait. One that
 * was asked for alone has failed by itself where the operation gives pages for others.
 *
 * 401 and 429 are not settled here: they concern the token, not these lookups.
 *
 * @returns whether lookups that were asked for together have failed so often that it may be the fault of one of them
 */
export function settleFailure(book: LaneBook, lookups: readonly Lookup[], failure: Failure): boolean {
  const { answer, now, at, wasWell, outageMs, mayCall, isSuspect } = failure
  const end = judgeOutage(answer, outageMs)
  const mayBeItsOwn = isContagious(end.reason) || isTooMuch(answer)
  let isGivenUp = !mayCall
  const isConflict = answer.kind === 'refused' && answer.status === 409
  const { tries, pauseMs } = isConflict ? conflict : { tries: maxTries, pauseMs: firstPauseMs }
  for (const lookup of lookups) {
    if (lookup.tries === 0) lookup.wasWell = wasWell
    lookup.tries += 1
    lookup.failedWith = end.reason
    // One that outlasted its turn is not tried again for nobody: the answer is kept for its events.
    if (!isSuspect && lookup.tries < tries && lookup.events.length > 0) {
      lookup.notBefore = now + pauseMs * 2 ** (lookup.tries - 1)
      book.putBack(lookup)
    } else {
      const isItsOwn = mayBeItsOwn && lookups.length === 1 && lookup.wasWell
      book.answer(lookup, {
        ends: (event) => (isItsOwn ? judgeAlone(event, answer, at) : keepSuspicion(end, undefined, event)),
      })
      isGivenUp = true
    }
  }
  return isGivenUp && mayBeItsOwn && lookups.length > 1
}
