import type { Fetched } from './api.ts'
import type { End } from './end.ts'
import { deferred, judgeMisfit, judgeMissing, judgeRefusedThread, judgeUnreached, unfinished } from './judge.ts'
import type { LaneBook, Lookup } from './lane-book.ts'
import type { PendingEvent } from './pending-event.ts'

/**
 * Files what was found for some lookups in the lane's book: each is answered with its entity, or with the end of its
 * events where it is missing or does not fit.
 *
 * @param now - epoch milliseconds
 */
export function settleFound(
  book: LaneBook,
  lookups: readonly Lookup[],
  { items, cut, unsearched, refused }: Extract<Fetched, { kind: 'found' }>,
  now: number,
): void {
  for (const lookup of lookups) {
    const found = items.get(lookup.id)
    if (found === undefined) {
      const refusal = refused?.get(lookup.id)
      if (refusal !== undefined) {
        book.answer(lookup, { ends: (event) => judgeRefusedThread(event, refusal, now) })
        continue
      }
      const isSearched = unsearched === undefined || !unsearched.has(lookup.id)
      book.answer(lookup, { ends: (event) => endOfMissing(event, cut ?? (isSearched ? undefined : 'calls'), now) })
      continue
    }
    const { entity, beganAt } = found
    const isMisfit = 'misfit' in entity
    book.answer(lookup, isMisfit ? { ends: () => judgeMisfit(entity) } : { entity: { ...entity, fetchedAt: beganAt } })
  }
}

function endOfMissing(event: PendingEvent, cut: Extract<Fetched, { kind: 'found' }>['cut'], now: number): End {
  switch (cut) {
    case undefined:
      return judgeMissing(event, now)
    case 'time':
      return deferred('10s')
    case 'calls':
      return unfinished
    case 'pages':
      return judgeUnreached(event, now)
  }
}
