import { addSums, entityOf, fromNote, isBalanced, type Sums, type ThinEvent } from '@bellhop/records'
import { placeOf, toIsConsumed } from './is-consumed.ts'
import type { Entry, Ledger } from './ledger.ts'

/** The second promise, checked: every event record ends once. */
export type Accounting = {
  /** Over all tasks and topics. */
  readonly sums: Sums
  /** Records of event topics that no task has consumed yet. */
  readonly unread: number
  /** Records of retry topics that no task has consumed yet: their events still wait, which is one of the four ends. */
  readonly stillWaiting: number
  /**
   * Ids of consumed events that stand in no entity record, no dead letter and no retry topic, and did not end unchanged:
   * of whose entity there is no record at all, or any where there are more of them than ended so.
   */
  readonly lost: readonly string[]
  /** What does not add up, each a sentence; empty when the promise holds. */
  readonly problems: readonly string[]
}

/**
 * Compares the sums that travel with the offsets with what stands in the topics. Pure.
 *
 * Exact for topics that are whole: where retention has removed records, the sums are larger than what is left.
 */
export function checkAccounting({ events, waiting, deadLetters, entities, committed }: Ledger): Accounting {
  const problems: string[] = []
  const inputs = countConsumed([...events, ...waiting], toIsConsumed(committed))

  for (const row of committed) {
    const place = placeOf(row)
    const sums = fromNote(row.note)
    if (!isBalanced(sums)) problems.push(`${place}: ${sums.consumed} consumed, but its ends are ${describe(sums)}`)
    const found = inputs.consumed.get(place) ?? 0
    if (sums.consumed !== found) problems.push(`${place}: ${found} records are consumed, its sums say ${sums.consumed}`)
  }

  const sums = addSums(committed.map(({ note }) => fromNote(note)))
  if (sums.deadLettered !== deadLetters.length) {
    problems.push(`${deadLetters.length} dead letters stand in their topic, the sums say ${sums.deadLettered}`)
  }
  if (sums.waiting !== waiting.length) {
    problems.push(`${waiting.length} records stand in retry topics, the sums say ${sums.waiting}`)
  }
  const listed = entities.reduce((sum, { value }) => sum + value.event_ids.length, 0)
  if (sums.enriched !== listed) {
    problems.push(`${listed} events are listed in entity records, the sums say ${sums.enriched}`)
  }

  const ended = new Set<string | null>([
    ...entities.flatMap(({ value }) => value.event_ids),
    ...deadLetters.map(({ value }) => value.event_id),
    ...inputs.unread.map(({ value }) => value.event_id),
  ])
  // What ended unchanged is in no record; there may be as many of them as the sums say, and each needs a record before it.
  const nowhere = new Map(
    events.filter(({ value }) => !ended.has(value.event_id)).map(({ value }) => [value.event_id, value]),
  )
  const published = new Set(entities.map(({ entity, value }) => `${entity} ${value.id.toLowerCase()}`))
  const isUnchanged = ({ discriminator, entity_id }: ThinEvent) =>
    published.has(`${entityOf(discriminator)} ${entity_id.toLowerCase()}`)
  const areTooMany = nowhere.size > sums.unchanged
  const lost = [...nowhere].filter(([, event]) => areTooMany || !isUnchanged(event)).map(([id]) => id)
  if (lost.length > 0) problems.push(`${lost.length} events are in no record, no dead letter, no retry topic`)

  const eventTopics = new Set(events.map(({ topic }) => topic))
  const unread = inputs.unread.filter(({ topic }) => eventTopics.has(topic)).length
  const stillWaiting = inputs.unread.length - unread
  return { sums, unread, stillWaiting, lost, problems }
}

function countConsumed<T>(entries: ReadonlyArray<Entry<T>>, isConsumed: (entry: Entry<T>) => boolean) {
  const consumed = new Map<string, number>()
  const unread: Array<Entry<T>> = []
  for (const entry of entries) {
    if (isConsumed(entry)) consumed.set(placeOf(entry), (consumed.get(placeOf(entry)) ?? 0) + 1)
    else unread.push(entry)
  }
  return { consumed, unread }
}

function describe({ enriched, unchanged, deadLettered, waiting }: Sums): string {
  return `${enriched} enriched + ${unchanged} unchanged + ${deadLettered} dead-lettered + ${waiting} waiting`
}
