import type { FailedAnswer } from './api.ts'
import { judgeOutage } from './judge.ts'
import type { LaneBook, Lookup } from './lane-book.ts'

/** Tries of a call in one turn before its events go to a retry topic. */
const maxTries = 3
/** Milliseconds before the second try; the third waits twice as long. */
const firstPauseMs = 200
/** A conflict is tried again once, and at once: what stood in the way is mostly gone. */
const conflict = { tries: 2, pauseMs: 0 }

/**
 * Files a call that failed in the lane's book: its lookups are put back to be tried again, or their events wait.
 *
 * 401 and 429 are not settled here: they concern the token, not these lookups.
 *
 * @param now - monotonic milliseconds
 * @param outageMs - since when the operation has failed
 */
export function settleFailure(
  book: LaneBook,
  lookups: readonly Lookup[],
  answer: FailedAnswer,
  now: number,
  outageMs: number,
): void {
  const end = judgeOutage(answer, outageMs)
  const isConflict = answer.kind === 'refused' && answer.status === 409
  const { tries, pauseMs } = isConflict ? conflict : { tries: maxTries, pauseMs: firstPauseMs }
  for (const lookup of lookups) {
    lookup.tries += 1
    // One that outlasted its turn is not tried again for nobody: the answer is kept for its events.
    if (lookup.tries < tries && lookup.events.length > 0) {
      lookup.notBefore = now + pauseMs * 2 ** (lookup.tries - 1)
      book.putBack(lookup)
    } else {
      book.answer(lookup, { ends: () => end })
    }
  }
}
