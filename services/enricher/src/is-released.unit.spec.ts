import type { Credential } from '@bellhop/mews'
import { describe, expect, it } from 'vitest'
import type { WaitReason } from './end.ts'
import { credentialOf, routingOf } from './fakes/credentials.ts'
import { pendingOf } from './fakes/events.ts'
import { createHalts } from './halts.ts'
import { isReleased } from './is-released.ts'
import { toWaitingEvent } from './to-waiting-event.ts'
import { createTokens } from './tokens.ts'

const grand = credentialOf('grand')
const operation = 'customers/getAll'
const writtenAt = 1_000

function open() {
  const tokens = createTokens()
  const halts = createHalts()
  let openMs = 0
  let closedAt = 0
  const breaker = { mayCall: () => openMs === 0, openMs: () => openMs, closedAt: () => closedAt }
  const waitsFor = (reason: WaitReason, credential: Credential = grand, enterprise_id = 'enterprise of grand') => {
    const waiting = { end: 'waiting', reason, delay: '10m', isAttempt: false } as const
    const event = toWaitingEvent(pendingOf({ enterprise_id, received_at: 0 }), waiting, 0)
    return !isReleased(event, routingOf([credential]), { tokens, halts, breaker }, writtenAt)
  }
  const breaks = (ms: number) => {
    openMs = ms
  }
  const closes = (at: number) => {
    openMs = 0
    closedAt = at
  }
  return { tokens, halts, breaks, closes, waitsFor }
}

describe('an event that waits', () => {
  it('since its call failed is released when the host answers again, and when it failed after that it is not', () => {
    const { breaks, closes, waitsFor } = open()
    breaks(60_000)
    expect(waitsFor('connection')).toBe(true)

    closes(writtenAt + 1)
    expect([waitsFor('connection'), waitsFor('deferred')]).toEqual([false, true])
    closes(writtenAt)
    expect(waitsFor('connection')).toBe(true)
  })

  it('for its enterprise is released when the directory names it', () => {
    const { waitsFor } = open()

    expect(waitsFor('unknown-enterprise')).toBe(false)
    expect(waitsFor('unknown-enterprise', grand, 'nobody')).toBe(true)
  })

  it('for its enterprise is released when an operator drops what waits for that', () => {
    const { halts, waitsFor } = open()
    halts.drop('nobody', null, 0)

    expect(waitsFor('unknown-enterprise', grand, 'nobody')).toBe(false)
    expect(waitsFor('unknown-enterprise', grand, 'somebody else')).toBe(true)
  })

  it('for its token is released when that is not parked any more, or is another one', () => {
    const { tokens, waitsFor } = open()
    tokens.park(grand, operation, 600_000)

    expect(waitsFor('parked')).toBe(true)
    expect(waitsFor('parked', { ...grand, accessToken: 'rotated' })).toBe(false)
    tokens.unpark(grand, operation)
    expect(waitsFor('parked')).toBe(false)
    expect(waitsFor('parked', grand, 'nobody')).toBe(true)
  })

  it('for a halted operation is released when an operator resumes it, or the directory has changed', () => {
    const { halts, waitsFor } = open()
    halts.halt('grand', operation, '403', 0)

    expect(waitsFor('halted')).toBe(true)
    halts.probeAnew(new Set(['grand']), 5)
    expect(waitsFor('halted')).toBe(false)
    halts.probe('grand', operation, 6)
    expect(waitsFor('halted')).toBe(true)
    halts.resume('grand', operation, 7)
    expect(waitsFor('halted')).toBe(false)
  })

  it('is released when an operator drops it, be it halted or parked', () => {
    const { tokens, halts, waitsFor } = open()
    tokens.park(grand, operation, 600_000)
    halts.halt('grand', operation, '403', 0)

    halts.drop('grand', operation, 1)

    expect([waitsFor('halted'), waitsFor('parked')]).toEqual([false, false])
  })

  it('for the host of the API is released when that answers, whoever it is of', () => {
    const { breaks, waitsFor } = open()
    breaks(1_000)
    expect(waitsFor('breaker')).toBe(true)

    breaks(0)

    expect(waitsFor('breaker')).toBe(false)
    expect(waitsFor('breaker', grand, 'nobody')).toBe(false)
  })

  it('for anything else waits its time', () => {
    expect(open().waitsFor('deferred')).toBe(true)
  })
})
