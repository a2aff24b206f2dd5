import { describe, expect, it } from 'vitest'
import { credentialOf } from './fakes/credentials.ts'
import { pendingOf } from './fakes/events.ts'
import { createHalts } from './halts.ts'
import { dropped } from './judge.ts'
import { orDropped } from './or-dropped.ts'
import type { Route } from './route-event.ts'

const fetched: Route = { to: 'fetch', lane: 'grand', credential: credentialOf('grand'), entity: 'customer' }
const unknown: Route = {
  to: 'end',
  lane: 'the id of a hotel that left',
  end: { end: 'waiting', reason: 'unknown-enterprise', delay: '10m', isAttempt: false },
}
const moved: Route = {
  to: 'end',
  lane: 'grand',
  end: { end: 'waiting', reason: 'moved', delay: '10s', isAttempt: false },
}
const waited = (lastReason: string | null) => pendingOf({ received_at: 1_000 }, { lastReason })

describe('an event that an operator gave up', () => {
  const halts = createHalts()
  for (const { lane } of [fetched, unknown]) halts.drop(lane, null, 2_000)

  it.each([
    ['for a halted operation', fetched, 'halted'],
    ['for an enterprise that the directory does not know', unknown, 'unknown-enterprise'],
  ] as const)('ends where it waited %s', (_, route, reason) => {
    expect(orDropped(waited(reason), route, halts)).toEqual({ to: 'end', lane: route.lane, end: dropped })
  })

  it.each([
    ['it waited for nothing', fetched, null],
    ['it came after the word', unknown, null],
    ['it is on its way to its lane', moved, 'halted'],
  ] as const)('goes on where %s', (_, route, reason) => {
    expect(orDropped(waited(reason), route, halts)).toBe(route)
  })
})
