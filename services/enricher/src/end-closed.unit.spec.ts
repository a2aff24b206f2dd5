import { describe, expect, it } from 'vitest'
import { systemClock } from './clock.ts'
import type { WaitReason } from './end.ts'
import { endClosed } from './end-closed.ts'
import { credentialOf } from './fakes/credentials.ts'
import { pendingOf } from './fakes/events.ts'
import { createHalts } from './halts.ts'
import { createLaneBook, type LaneBook } from './lane-book.ts'

const grand = credentialOf('grand')
const hourMs = 3_600_000
const breaker = { mayCall: () => false, openMs: () => hourMs, closedAt: () => 0 }
const open = { halts: createHalts(), breaker, clock: systemClock }

/** Reason and delay of each event's end, once the turn is over. */
function endsOf(book: LaneBook): Record<string, string> {
  return Object.fromEntries(
    book.endTurn(0).flatMap(({ id, answer, events }) =>
      events.map((event) => {
        const end = answer !== undefined && 'ends' in answer ? answer.ends(event) : undefined
        return [id, end?.end === 'waiting' ? `${end.reason} ${end.delay}` : 'none']
      }),
    ),
  )
}

describe('what is pending while the host fails', () => {
  it('waits for the host, and stays under suspicion if its call failed, in this turn or before', () => {
    const book = createLaneBook('grand')
    const add = (entity_id: string, lastReason: WaitReason | null) =>
      book.add(pendingOf({ entity_id }, { lastReason }), 'customer', grand)
    add('fresh', null)
    add('tried', null)
    add('failed', 'timeout')
    add('waited', 'deferred')
    for (const lookup of book.lookups()) if (lookup.id === 'tried') lookup.failedWith = 'upstream-5xx'

    endClosed(book, open)

    expect(endsOf(book)).toEqual({
      fresh: 'breaker 10m',
      tried: 'upstream-5xx 1m',
      failed: 'timeout 1m',
      waited: 'breaker 10m',
    })
  })
})

describe('what is still being fetched when its turn ends', () => {
  it('stays under suspicion if its call failed before', () => {
    const book = createLaneBook('grand')
    book.add(pendingOf({ entity_id: 'failed' }, { lastReason: 'timeout' }), 'customer', grand)
    book.add(pendingOf({ entity_id: 'fresh' }), 'customer', grand)
    for (const operation of book.open()) book.take(operation, 9, 0)

    expect(endsOf(book)).toEqual({ failed: 'timeout 10s', fresh: 'deferred 10s' })
  })
})
