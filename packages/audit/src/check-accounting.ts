import { addSums, compactionLagMs, fromNote, isBalanced, type Sums } from '@bellhop/records'
import { compareCount } from './compare-count.ts'
import { compareInputs } from './compare-inputs.ts'
import { findLost } from './find-lost.ts'
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

/** That, and what of it nobody can tell any more: each a sentence. */
export type Audited = Accounting & { readonly incomparable: readonly string[] }

/**
 * Compares the sums that travel with the offsets with what stands in the topics. Pure.
 *
 * Exact for topics that are whole. Where retention or compaction has removed records the sums are larger than what is
 * left: that is no problem then, but said. What stands in the topics and not in the sums is one unless something was
 * committed while they were read: then what was written twice is not seen, and what is lost still is.
 */
export function checkAccounting(ledger: Ledger): Audited {
  const { events, waiting, deadLetters, entities, committed, cut, isFlowing: mayBeMore } = ledger
  const inputs = countConsumed([...events, ...waiting], toIsConsumed(committed))
  const sums = addSums(committed.map(({ note }) => fromNote(note)))
  const listed = entities.reduce((sum, { value }) => sum + value.event_ids.length, 0)
  const [letters, waiters] = [deadLetters.length, waiting.length]
  const mayBeCompacted = cut.inputs.length > 0 || isAnyOlder(ledger, compactionLagMs)

  const lost = findLost(
    ledger,
    inputs.unread.map(({ value }) => value.event_id),
    sums,
    {
      letters: cut.deadLetters.length === 0 ? 0 : Math.max(0, sums.deadLettered - letters),
      listed: mayBeCompacted ? Math.max(0, sums.enriched - listed) : 0,
    },
  )
  const findings = [
    compareInputs(ledger, inputs.consumed),
    compareCount(
      { left: letters, said: sums.deadLettered, mayBeGone: cut.deadLetters.length > 0, mayBeMore },
      `${letters} dead letters stand in their topic, the sums say ${sums.deadLettered}`,
      `${namesOf(cut.deadLetters)}: ${letters} dead letters are left, the sums say ${sums.deadLettered}`,
    ),
    compareCount(
      { left: waiters, said: sums.waiting, mayBeGone: cut.retries.length > 0, mayBeMore },
      `${waiters} records stand in retry topics, the sums say ${sums.waiting}`,
      `${namesOf(cut.retries)}: ${waiters} records of retry topics are left, the sums say ${sums.waiting}`,
    ),
    compareCount(
      { left: listed, said: sums.enriched, mayBeGone: mayBeCompacted, mayBeMore },
      `${listed} events are listed in entity records, the sums say ${sums.enriched}`,
      `${namesOf(entities)}: compaction has left records that list ${listed} events, the sums say ${sums.enriched}`,
    ),
    lost,
  ]

  const eventTopics = new Set(events.map(({ topic }) => topic))
  const unread = inputs.unread.filter(({ topic }) => eventTopics.has(topic)).length
  return {
    sums,
    unread,
    stillWaiting: inputs.unread.length - unread,
    lost: lost.lost,
    problems: [...findUnbalanced(ledger), ...findings.flatMap(({ problems }) => problems)],
    incomparable: findings.flatMap(({ incomparable }) => incomparable),
  }
}

/** Whether any event was received longer ago: only then can a record that answers one be as old. */
function isAnyOlder({ events, at }: Ledger, ms: number): boolean {
  return events.some(({ value }) => value.received_at <= at - ms)
}

function findUnbalanced({ committed }: Ledger): readonly string[] {
  return committed.flatMap((row) => {
    const sums = fromNote(row.note)
    return isBalanced(sums) ? [] : [`${placeOf(row)}: ${sums.consumed} consumed, but its ends are ${describe(sums)}`]
  })
}

function namesOf(places: ReadonlyArray<{ readonly topic: string }>): string {
  return [...new Set(places.map(({ topic }) => topic))].sort().join(', ')
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
