import { entities } from '@bellhop/records'
import { endInDoubt } from './end-pending.ts'
import { halted, judgeBroken } from './judge.ts'
import type { LaneBook } from './lane-book.ts'
import type { LaneTools } from './lane-tools.ts'

/**
 * Ends what is pending in a lane's book and may not be asked for now, so that the rest of the partition flows: everything
 * while the API's host fails and no probe of it is due, and what belongs to halted operations.
 */
export function endClosed(
  book: LaneBook,
  { halts, breaker, clock }: Pick<LaneTools, 'halts' | 'breaker' | 'clock'>,
): void {
  const broken = breaker.mayCall() ? undefined : judgeBroken(breaker.openMs())
  const now = clock.now()
  for (const { entity, pending } of book.open()) {
    const isHalted = halts.isClosed(book.lane, entities[entity].operation, now)
    if (!isHalted && broken === undefined) continue
    for (const lookup of [...pending]) {
      if (isHalted || broken === undefined) book.end(lookup, () => halted)
      else endInDoubt(book, lookup, broken)
    }
  }
}
