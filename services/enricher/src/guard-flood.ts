import { entities } from '@bellhop/records'
import type { DeadLettered } from './end.ts'
import { halted } from './judge.ts'
import { operationOf } from './operation-of.ts'
import type { EndedEvent, TurnResult } from './turn.ts'

/** How many events of one operation of a lane came to an end in a turn, and how many of them as dead letters. */
type Tally = { readonly at: number; readonly dead: number; readonly ended: number }

/** The ends of the last minute, by operation of a lane. */
export type RecentEnds = ReadonlyMap<string, readonly Tally[]>

/** What a turn makes of an operation of a lane. */
export type OperationEnds = {
  readonly lane: string
  readonly operation: string
  /** Enriched or unchanged. */
  readonly good: number
  /** Dead-lettered for what may be the fault of all. */
  readonly dead: number
  /** Whether so many were to be dead-lettered that the rest waits. */
  readonly isFlood: boolean
  /** The reason and detail of the first dead letter. */
  readonly example: Pick<DeadLettered, 'reason' | 'detail'> | undefined
}

/** A turn as it is to be written, and what it tells of each operation. */
export type Guarded<T extends TurnResult> = {
  readonly result: T
  readonly recent: RecentEnds
  readonly operations: readonly OperationEnds[]
}

/** Milliseconds over which dead letters are counted. */
export const windowMs = 60_000
/** Dead letters of an operation of a lane in the window that are never a flood. */
export const maxDead = 100
/** The part of what ended in the window beyond which more of them are one. */
export const maxShare = 0.01

/**
 * Keeps a flood of dead letters from being written: once an operation of a lane has more than a hundred in a minute, and
 * more than one of a hundred of its ended events, the rest of them waits instead. Pure.
 *
 * @param recent - the ends of the turns before, as given back by the last call
 * @param releasedAt - when a halt of the operation ended last: what was before does not count again
 * @param now - epoch milliseconds
 */
export function guardFlood<T extends TurnResult>(
  result: T,
  recent: RecentEnds,
  releasedAt: (lane: string, operation: string) => number,
  now: number,
): Guarded<T> {
  const groups = toGroups(result.ended)
  const next = new Map<string, readonly Tally[]>()
  const waits = new Set<EndedEvent>()
  const operations: OperationEnds[] = []

  for (const [key, events] of groups) {
    const lane = events[0]?.lane
    const operation = operationOf(events[0]?.event.thin.discriminator ?? '')
    if (lane === undefined || operation === undefined) continue
    const since = Math.max(now - windowMs, releasedAt(lane, operation))
    const before = (recent.get(key) ?? []).filter(({ at }) => at > since)
    const dead = events.filter(isCounted)
    const good = events.filter(({ end }) => end.end === 'enriched' || end.end === 'unchanged').length
    const ended = sum(before, 'ended') + good + dead.length
    const room = Math.max(maxDead, Math.floor(ended * maxShare)) - sum(before, 'dead')
    const written = Math.min(dead.length, Math.max(0, room))
    for (const event of dead.slice(written)) waits.add(event)
    next.set(key, [...before, { at: now, dead: written, ended: good + written }])
    operations.push({
      lane,
      operation,
      good,
      dead: dead.length,
      isFlood: written < dead.length,
      example: toExample(dead),
    })
  }
  for (const [key, tallies] of recent) {
    const kept = next.has(key) ? [] : tallies.filter(({ at }) => at > now - windowMs)
    if (kept.length > 0) next.set(key, kept)
  }
  const toEnded = (event: EndedEvent) => (waits.has(event) ? { ...event, end: halted } : event)
  return {
    result: waits.size === 0 ? result : { ...result, ended: result.ended.map(toEnded) },
    recent: next,
    operations,
  }
}

function toGroups(ended: readonly EndedEvent[]): ReadonlyMap<string, EndedEvent[]> {
  const groups = new Map<string, EndedEvent[]>()
  for (const event of ended) {
    const key = keyOf(event.lane, event.event.thin.discriminator)
    const group = groups.get(key)
    if (group) group.push(event)
    else groups.set(key, [event])
  }
  return groups
}

const invisible: ReadonlySet<string | undefined> = new Set([entities.message.operation, entities.reservation.operation])

/**
 * Whether an end is one of those that make a flood. What an operator drops is none, nor are absent messages and service
 * orders: other kinds of order, and the threads of others, are never visible.
 */
function isCounted({ event, end }: EndedEvent): boolean {
  if (end.end !== 'dead-lettered' || end.reason === 'dropped') return false
  return end.reason !== 'absent' || !invisible.has(operationOf(event.thin.discriminator))
}

function toExample([first]: readonly EndedEvent[]): OperationEnds['example'] {
  if (first?.end.end !== 'dead-lettered') return undefined
  const { reason, detail } = first.end
  return { reason, detail }
}

function sum(tallies: readonly Tally[], field: 'dead' | 'ended'): number {
  return tallies.reduce((total, tally) => total + tally[field], 0)
}

function keyOf(lane: string, discriminator: string): string {
  return JSON.stringify([lane, operationOf(discriminator)])
}
