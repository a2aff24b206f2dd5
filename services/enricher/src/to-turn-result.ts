import type { Lookup } from './lane-book.ts'
import type { EndedEvent, EndedRecord, TurnResult } from './turn.ts'

/**
 * Puts together what became of a turn's records: those that ended on their way, and what the lanes were answered.
 *
 * @param ended - is added to
 */
export function toTurnResult(
  lanes: ReadonlyMap<string, readonly Lookup[]>,
  ended: EndedEvent[],
  unreadable: EndedRecord[],
): TurnResult {
  const fetched: Array<TurnResult['fetched'][number]> = []
  for (const [lane, lookups] of lanes) {
    for (const lookup of lookups) {
      const { answer, events } = lookup
      if (answer === undefined) continue
      if ('entity' in answer) fetched.push(lookup)
      for (const event of events) {
        ended.push({ event, lane, end: 'entity' in answer ? { end: 'enriched' } : answer.ends(event) })
      }
    }
  }
  return { ended, unreadable, fetched }
}
