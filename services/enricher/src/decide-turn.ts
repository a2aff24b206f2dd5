import type { End } from './end.ts'
import { judgeStale, judgeState } from './judge-state.ts'
import type { Lookup } from './lane-book.ts'
import type { PendingEvent } from './pending-event.ts'
import type { PublishedState } from './published-state.ts'
import type { States } from './states.ts'
import type { DecidedTurn, StateChange, TurnResult } from './turn.ts'

/**
 * Decides what of a turn is published: an entity whose state is newer than the one published last. The events of others
 * end unchanged, or wait where the state is older. Pure.
 *
 * It is decided once for an entity, however many records list its events, and what the turn itself publishes counts.
 *
 * @param states - as committed; nothing is changed in them
 */
export function decideTurn(result: TurnResult, states: Pick<States, 'get'>): DecidedTurn {
  const published: Lookup[] = []
  const changes = new Map<string, StateChange>()
  const endOf = new Map<PendingEvent, End>()
  const stale: Lookup[] = []
  for (const lookup of result.fetched) {
    const { entity, id, events } = lookup
    const key = `${entity} ${id}`
    const state = toState(lookup)
    switch (judgeState(state, changes.get(key)?.state ?? states.get(entity, id))) {
      case 'newer':
        published.push(lookup)
        changes.set(key, { entity, id, state })
        break
      case 'same':
        for (const event of events) endOf.set(event, { end: 'unchanged' })
        break
      case 'older':
        stale.push(lookup)
        for (const event of events) endOf.set(event, judgeStale(event))
        break
    }
  }
  const ended =
    endOf.size === 0
      ? result.ended
      : result.ended.map((ending) => ({ ...ending, end: endOf.get(ending.event) ?? ending.end }))
  return { ...result, ended, fetched: published, stale, changes: [...changes.values()] }
}

function toState({ entity, answer }: Lookup): PublishedState {
  if (answer === undefined || !('entity' in answer)) throw new TypeError(`No ${entity} was fetched for this lookup`)
  const { changedAt, fetchedAt, contentHash } = answer.entity
  return { changedAt, fetchedAt, contentHash }
}
