import { describe, expect, it } from 'vitest'
import { pendingOf, receivedAt } from './fakes/events.ts'
import { needsListing, toNamedThreads, toWindow } from './message-window.ts'

const hour = 3_600_000
const day = 24 * hour
const now = receivedAt + 5_000
const named = (thread: string) => pendingOf({ value: JSON.stringify({ Id: 'm', MessageThreadId: thread }) })

describe('toWindow', () => {
  it('reaches from an hour before the oldest receipt until now and a little', () => {
    const events = [pendingOf({ received_at: receivedAt }), pendingOf({ received_at: receivedAt - 7_000 })]

    expect(toWindow(events, now)).toEqual({ from: receivedAt - 7_000 - hour, until: now + 60_000 })
  })

  it('is never longer than Mews allows', () => {
    const { from, until } = toWindow([pendingOf({ received_at: now - 60 * day })], now)

    expect(until - from).toBeLessThan(28 * day)
  })

  it('does not begin after its end because the clock of the ingress is ahead', () => {
    const { from, until } = toWindow([pendingOf({ received_at: now + day })], now)

    expect(from).toBe(now - hour)
    expect(from).toBeLessThan(until)
  })
})

describe('toNamedThreads', () => {
  it('gives each thread once, and none for events that name none', () => {
    expect([...toNamedThreads([named('b'), pendingOf(), named('a'), named('b')])]).toEqual(['b', 'a'])
  })
})

describe('needsListing', () => {
  const window = toWindow([pendingOf()], now)
  const never = () => false

  it('is not needed when every event names its thread', () => {
    expect(needsListing([named('a'), named('b')], never, window)).toBe(false)
  })

  it('is needed as soon as one does not', () => {
    expect(needsListing([named('a'), pendingOf()], never, window)).toBe(true)
  })

  it('is not needed when threads were listed well after the events came', () => {
    const asked: number[][] = []
    const isListed = (...times: number[]) => asked.push(times) > 0

    expect(needsListing([pendingOf(), pendingOf({ received_at: receivedAt + 9 })], isListed, window)).toBe(false)
    expect(asked).toEqual([[window.from, receivedAt + 9 + 60_000]])
  })

  it('is needed for an event that was not found in those listed', () => {
    expect(needsListing([pendingOf({}, { lastReason: 'absent' })], () => true, window)).toBe(true)
  })
})
