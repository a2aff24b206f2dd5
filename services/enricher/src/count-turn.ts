import type { InputRecord } from '@bellhop/kafka'
import type { EntityName } from '@bellhop/records'
import type { Metrics } from '@bellhop/runtime'
import type { End } from './end.ts'
import type { Lookup } from './lane-book.ts'
import { countRecords } from './to-entity-record.ts'
import type { DecidedTurn } from './turn.ts'

/** Counts what a committed turn came to; `now` in epoch milliseconds. */
export type CountTurn = (taken: readonly InputRecord[], turn: DecidedTurn, now: number) => void

/**
 * Makes the counts of turns. What is counted is added up first: prom-client checks and hashes labels at each call, and a
 * turn has thousands of ends.
 */
export function createCountTurn(metrics: Metrics<'enricher'>): CountTurn {
  const observers = new Map<EntityName, (seconds: number) => void>()

  return (taken, { ended, unreadable, fetched, stale }, now) => {
    metrics.turns.inc()
    for (const [topic, count] of countBy(taken, (record) => record.topic)) metrics.eventsConsumed.inc({ topic }, count)
    countEnds(metrics, [...ended, ...unreadable])
    for (const [entity, count] of countBy(fetched, (lookup) => lookup.entity, countRecords)) {
      metrics.recordsPublished.inc({ entity }, count)
    }
    for (const lookup of fetched) {
      const { entity } = lookup
      // Looked up when there is something to observe: a series that is looked up is shown from then on.
      const observe = observers.get(entity) ?? metrics.eventToRecordSeconds.of(entity)
      observers.set(entity, observe)
      observe((now - oldestOf(lookup, now)) / 1000)
      countOddities(metrics, lookup)
    }
    for (const [entity, count] of countBy(stale, (lookup) => lookup.entity)) metrics.staleReads.inc({ entity }, count)
  }
}

function countEnds(metrics: Metrics<'enricher'>, ended: ReadonlyArray<{ readonly end: End }>): void {
  for (const [key, count] of countBy(ended, ({ end }) => `${end.end} ${toReason(end)}`)) {
    const [end = '', reason = ''] = key.split(' ')
    metrics.ends.inc({ end, reason }, count)
    if (end === 'waiting' && reason === 'moved') metrics.moves.inc(count)
  }
  const deferrals: string[] = []
  for (const { end } of ended) {
    if (end.end === 'dead-lettered') metrics.deadLetters.inc({ reason: end.reason, class: end.class })
    if (end.end === 'waiting' && toReason(end) === 'deferred') deferrals.push(end.delay)
  }
  for (const [delay, count] of countBy(deferrals, (delay) => delay)) metrics.deferrals.inc({ delay }, count)
}

/** Its reason; that of an event which was only passed over is no news, and not counted as one. */
function toReason(end: End): string {
  if (end.end === 'waiting' && end.waitsOnUntil !== undefined) return 'passed-over'
  return ('reason' in end && end.reason) || ''
}

/** Sums what items count, one each where nothing is said, by key. */
function countBy<T>(
  items: readonly T[],
  keyOf: (item: T) => string,
  countOf: (item: T) => number = () => 1,
): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const item of items) {
    const key = keyOf(item)
    counts.set(key, (counts.get(key) ?? 0) + countOf(item))
  }
  return counts
}

function oldestOf({ events }: Lookup, now: number): number {
  return events.reduce((least, { thin }) => Math.min(least, thin.received_at), now)
}

function countOddities(metrics: Metrics<'enricher'>, { entity, answer }: Lookup): void {
  if (answer === undefined || !('entity' in answer)) return
  const { unmapped, rounded } = answer.entity.tally
  if (unmapped > 0) metrics.unmappedFields.inc({ entity }, unmapped)
  if (rounded > 0) metrics.roundedDecimals.inc({ entity }, rounded)
}
