import type { Waiting } from './end.ts'
import { pendingIn } from './end-pending.ts'
import type { Leftover } from './fetch-halves.ts'
import { judgeRefused } from './judge.ts'
import type { LaneBook, Lookup } from './lane-book.ts'
import { isUuid } from './to-lookup-id.ts'

/**
 * Files in the lane's book what was left of a batch that Mews refused: what is wrong with an id ends its events, what is
 * wrong with the operation has them wait, and the others of the operation with them.
 *
 * @param isWell - whether the operation has given a page since it failed last
 * @param waiting - the end of events of an operation that is refused
 */
export function settleRefused(
  book: LaneBook,
  { alone, rest, isHalted, hasPage, refusal }: Leftover,
  isWell: boolean,
  waiting: Waiting,
): void {
  if (refusal === undefined || (rest.length > 0 && !isHalted && !hasPage)) {
    for (const lookup of [...alone, ...rest]) book.putBack(lookup)
    return
  }
  for (const lookup of rest) {
    if (isHalted) book.answer(lookup, { ends: () => waiting })
    else book.putBack(lookup)
  }
  // A page shows that the operation can be used; and an id that is no UUID is none that Mews gives out.
  const isProven = ({ id }: Lookup) => hasPage || (refusal.status === 400 && !isUuid(id))
  for (const lookup of alone) {
    book.answer(lookup, { ends: (event) => judgeRefused(event, refusal, isProven(lookup), isWell, waiting) })
  }
  const [first] = [...rest, ...alone]
  if (first === undefined || hasPage || (!isHalted && alone.every(isProven))) return
  for (const lookup of pendingIn(book, first)) book.end(lookup, () => waiting)
}
