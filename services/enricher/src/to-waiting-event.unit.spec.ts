import { describe, expect, it } from 'vitest'
import { pendingOf, place, thinOf } from './fakes/events.ts'
import { deferred, halted, parked } from './judge.ts'
import { fromWaiting } from './pending-event.ts'
import { toWaitingEvent } from './to-waiting-event.ts'

const now = Date.UTC(2026, 7, 10, 12)
const absent = { end: 'waiting', reason: 'absent', delay: '10s', isAttempt: true } as const

describe('toWaitingEvent', () => {
  it('keeps the thin event and where it was first read', () => {
    expect(toWaitingEvent(pendingOf(), deferred('10s'), now)).toEqual({
      ...thinOf(),
      attempts: 0,
      moves: 0,
      stale_reads: null,
      first_failed_at: null,
      not_before: now + 10_000,
      last_reason: 'deferred',
      origin_topic: place.topic,
      origin_partition: place.partition,
      origin_offset: place.offset,
    })
  })

  it.each([
    ['10s', 10_000],
    ['1m', 60_000],
    ['10m', 600_000],
  ] as const)('is due after the delay of its topic, %s', (delay, ms) => {
    expect(toWaitingEvent(pendingOf(), deferred(delay), now).not_before).toBe(now + ms)
  })

  it('counts a failure of its own, and when the first was', () => {
    expect(toWaitingEvent(pendingOf(), absent, now)).toMatchObject({ attempts: 1, first_failed_at: now })
    expect(toWaitingEvent(pendingOf({}, { attempts: 3, firstFailedAt: 5 }), absent, now)).toMatchObject({
      attempts: 4,
      first_failed_at: 5,
    })
  })

  it("does not count what is not the event's failure", () => {
    const outage = { end: 'waiting', reason: 'upstream-5xx', delay: '10s', isAttempt: false } as const

    expect(toWaitingEvent(pendingOf(), outage, now)).toMatchObject({ attempts: 0, first_failed_at: null })
    expect(toWaitingEvent(pendingOf(), parked, now)).toMatchObject({ attempts: 0, last_reason: 'parked' })
  })

  it('is due at once, and counted, where it moves to its lane', () => {
    const moved = { end: 'waiting', reason: 'moved', delay: '10s', isAttempt: false } as const

    expect(toWaitingEvent(pendingOf(), moved, now)).toMatchObject({ moves: 1, attempts: 0, not_before: now })
  })

  it('waits where it moves again: it is sent back by who has not read the directory yet', () => {
    const moved = { end: 'waiting', reason: 'moved', delay: '10s', isAttempt: false } as const

    expect(toWaitingEvent(pendingOf({}, { moves: 4 }), moved, now)).toMatchObject({
      moves: 5,
      attempts: 0,
      not_before: now + 10_000,
    })
  })

  it('counts the answers that were older than what was published, which are no failures of its own', () => {
    const stale = { end: 'waiting', reason: 'stale', delay: '10s', isAttempt: false } as const

    expect(toWaitingEvent(pendingOf(), stale, now)).toMatchObject({ stale_reads: 1, attempts: 0 })
    expect(toWaitingEvent(pendingOf({}, { staleReads: 2 }), stale, now)).toMatchObject({ stale_reads: 3 })
    expect(toWaitingEvent(pendingOf({}, { staleReads: 2 }), parked, now)).toMatchObject({ stale_reads: 2 })
  })

  it('is the same event with the same trials when it is read again', () => {
    const waiting = toWaitingEvent(
      pendingOf({}, { attempts: 2, moves: 1, staleReads: 2, firstFailedAt: 5 }),
      absent,
      now,
    )
    const elsewhere = { topic: 'mews.retries.10s', partition: 0, offset: 99 }

    expect(fromWaiting(waiting, elsewhere, Buffer.from('x'))).toEqual({
      thin: thinOf(),
      source: elsewhere,
      original: Buffer.from('x'),
      trials: {
        attempts: 3,
        moves: 1,
        staleReads: 2,
        firstFailedAt: 5,
        lastReason: 'absent',
        haltedAt: null,
        origin: place,
      },
    })
  })

  it.each(['stale', 'moved', 'upstream-5xx'] as const)(
    'of an event that was passed over says nothing new: %s',
    (reason) => {
      const trials = { attempts: 2, moves: 1, staleReads: 1, firstFailedAt: 5, lastReason: reason }
      const event = pendingOf({}, trials)
      const end = { end: 'waiting', reason, delay: '10m', isAttempt: false, waitsOnUntil: now + 77 } as const

      expect(fromWaiting(toWaitingEvent(event, end, now), place, Buffer.from('x')).trials).toMatchObject(trials)
      expect(toWaitingEvent(event, end, now).not_before).toBe(now + 77)
    },
  )

  it('tells an owner after us when its operation was found halted', () => {
    const waiting = toWaitingEvent(pendingOf(), halted, now)

    expect(fromWaiting(waiting, place, Buffer.from('x')).trials.haltedAt).toBe(now)
  })
})
