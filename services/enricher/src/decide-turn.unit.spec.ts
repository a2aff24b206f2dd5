import { describe, expect, it } from 'vitest'
import { decideTurn } from './decide-turn.ts'
import { pendingOf } from './fakes/events.ts'
import { lookupOf } from './fakes/lookups.ts'
import { hashContent } from './hash-content.ts'
import { deferred } from './judge.ts'
import type { Lookup } from './lane-book.ts'
import type { PendingEvent } from './pending-event.ts'
import { createStates } from './states.ts'
import type { TurnResult } from './turn.ts'

/** Stands for an entity's own fields, which are not looked into. */
const bytesOf = (id: string, content: object) => Buffer.from(JSON.stringify({ id, ...content }))

function answered(id: string, changedAt: number, events: PendingEvent[], content: object = {}): Lookup {
  const own = bytesOf(id, content)
  const tally = { unmapped: 0, rounded: 0 }
  const about = { enterpriseId: null, isDeleted: false, unmapped: null, tally }
  const contentHash = hashContent({ own, unmapped: null })
  const entity = { own, changedAt, fetchedAt: 9_000, contentHash, ...about }
  return lookupOf({ id, events, answer: { entity } })
}

/** A turn as it comes out before anything is decided. */
function turnOf(...fetched: Lookup[]): TurnResult {
  const ended = fetched.flatMap(({ events }) =>
    events.map((event) => ({ event, lane: 'l', end: { end: 'enriched' } as const })),
  )
  return { ended, unreadable: [], fetched }
}

const stateOf = (id: string, changedAt: number, content: object = {}) => ({
  changedAt,
  contentHash: hashContent({ own: bytesOf(id, content), unmapped: null }),
  fetchedAt: 5_000,
})

describe('decideTurn', () => {
  it('publishes what is newer, and tells what is to be remembered of it', () => {
    const states = createStates()
    states.set('customer', 'c1', stateOf('c1', 1_000))
    const turn = turnOf(answered('c1', 2_000, [pendingOf()]), answered('c2', 0, [pendingOf()]))

    const decided = decideTurn(turn, states)

    expect(decided).toMatchObject({ ended: turn.ended, fetched: turn.fetched, stale: [] })
    expect(decided.changes).toEqual([
      { entity: 'customer', id: 'c1', state: { ...stateOf('c1', 2_000), fetchedAt: 9_000 } },
      { entity: 'customer', id: 'c2', state: { ...stateOf('c2', 0), fetchedAt: 9_000 } },
    ])
    expect(states.get('customer', 'c1')).toEqual(stateOf('c1', 1_000))
    expect(states.get('customer', 'c2')).toBeUndefined()
  })

  it('ends every event of a state that was published already as unchanged, and leaves others as they ended', () => {
    const states = createStates()
    states.set('customer', 'c1', stateOf('c1', 1_000))
    const turn = turnOf(answered('c1', 1_000, [pendingOf(), pendingOf()]))
    const other = { event: pendingOf(), lane: 'l', end: deferred('1m') }

    const decided = decideTurn({ ...turn, ended: [other, ...turn.ended] }, states)

    expect(decided.ended.map(({ end }) => end)).toEqual([other.end, { end: 'unchanged' }, { end: 'unchanged' }])
    expect(decided).toMatchObject({ fetched: [], changes: [], stale: [] })
  })

  it('has the events of an older state wait, each by its own count', () => {
    const states = createStates()
    states.set('customer', 'c1', stateOf('c1', 1_000))
    const lookup = answered('c1', 999, [pendingOf(), pendingOf({}, { staleReads: 3 })])

    const decided = decideTurn(turnOf(lookup), states)

    expect(decided.ended.map(({ end }) => end)).toEqual([
      { end: 'waiting', reason: 'stale', delay: '10s', isAttempt: false },
      { end: 'unchanged', reason: 'stale' },
    ])
    expect(decided).toMatchObject({ fetched: [], changes: [], stale: [lookup] })
  })

  it('compares with what the same turn publishes', () => {
    const [newer, older] = [answered('c1', 2_000, [pendingOf()]), answered('c1', 1_000, [pendingOf()])]

    const decided = decideTurn(turnOf(newer, older), createStates())

    expect(decided).toMatchObject({ fetched: [newer], stale: [older] })
    expect(decided.changes).toHaveLength(1)
  })

  it('decides once for an entity whose events need several records', () => {
    const events = Array.from({ length: 2_100 }, () => pendingOf())

    const decided = decideTurn(turnOf(answered('c1', 1_000, events)), createStates())

    expect(decided.fetched[0]?.events).toHaveLength(2_100)
    expect(decided.changes).toHaveLength(1)
    expect(decided.ended.every(({ end }) => end.end === 'enriched')).toBe(true)
  })
})
