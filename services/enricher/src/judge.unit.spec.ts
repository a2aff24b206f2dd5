import { describe, expect, it } from 'vitest'
import { pendingOf } from './fakes/events.ts'
import {
  deferred,
  delayForBacklog,
  judgeMisfit,
  judgeMissing,
  judgeOutage,
  judgeUnreached,
  unfinished,
} from './judge.ts'

const now = Date.UTC(2026, 7, 10, 12)
const hour = 3_600_000

describe('judgeMissing', () => {
  it('asks once more after 10 s', () => {
    expect(judgeMissing(pendingOf(), now)).toEqual({ end: 'waiting', reason: 'absent', delay: '10s', isAttempt: true })
  })

  it('gives an event up that was missing before', () => {
    const event = pendingOf({}, { attempts: 1, lastReason: 'absent', firstFailedAt: now - 10_000 })

    expect(judgeMissing(event, now)).toMatchObject({
      end: 'dead-lettered',
      reason: 'absent',
      detail: 'asked for 2 times and never among the answers',
    })
  })

  it('gives up one that was missing before a deferral too', () => {
    const event = pendingOf({}, { attempts: 1, lastReason: 'deferred', firstFailedAt: now - 20_000 })

    expect(judgeMissing(event, now)).toMatchObject({ end: 'dead-lettered', reason: 'absent' })
    expect(judgeMissing(pendingOf({}, { lastReason: 'deferred' }), now)).toMatchObject({ end: 'waiting' })
  })

  it('asks once more however long an outage lasted before', () => {
    const event = pendingOf({ received_at: now - 100 * hour }, { lastReason: 'timeout' })

    expect(judgeMissing(event, now)).toMatchObject({ end: 'waiting', reason: 'absent' })
  })
})

describe('an unfinished search', () => {
  it('does not count against the event: the next fetch goes on from there', () => {
    expect(unfinished).toEqual({ end: 'waiting', reason: 'unfinished', delay: '1m', isAttempt: false })
  })
})

describe('an event whose entity is on none of the pages that are turned', () => {
  it('waits a minute, and is given up with the eighth attempt: each begins with the first page', () => {
    const unreached = (attempts: number) =>
      judgeUnreached(pendingOf({}, { attempts, firstFailedAt: now - hour, lastReason: 'unfinished' }), now)

    expect(unreached(6)).toEqual({ end: 'waiting', reason: 'unfinished', delay: '1m', isAttempt: true })
    expect(unreached(7)).toMatchObject({
      end: 'dead-lettered',
      reason: 'exhausted',
      class: 'upstream',
      detail: 'given up after 8 attempts, the last: unfinished',
    })
  })
})

describe('an event that is missing again and again', () => {
  const missing = (attempts: number, age: number) =>
    judgeMissing(pendingOf({}, { attempts, firstFailedAt: now - age, lastReason: 'timeout' }), now)

  it('is given up with the eighth attempt', () => {
    expect(missing(6, hour)).toMatchObject({ end: 'waiting' })
    expect(missing(7, hour)).toMatchObject({ end: 'dead-lettered', reason: 'exhausted' })
  })

  it('is given up a day after the first own failure', () => {
    expect(missing(1, 24 * hour - 1)).toMatchObject({ end: 'waiting' })
    expect(missing(1, 24 * hour)).toMatchObject({ end: 'dead-lettered', reason: 'exhausted' })
  })
})

describe('judgeMisfit', () => {
  it('names the path and what was expected', () => {
    expect(judgeMisfit({ misfit: 'Amount.NetValue', expected: 'a number' })).toEqual({
      end: 'dead-lettered',
      reason: 'unmappable',
      class: 'data',
      stage: 'map',
      detail: 'Amount.NetValue is not a number',
    })
  })
})

describe('judgeOutage', () => {
  it.each([
    [0, '10s'],
    [59_999, '10s'],
    [60_000, '1m'],
    [599_999, '1m'],
    [600_000, '10m'],
    [100 * hour, '10m'],
  ])('lets events wait, %i ms into an outage, for %s, and never as an attempt', (outageMs, delay) => {
    expect(judgeOutage({ kind: 'unreachable', cause: 'timeout' }, outageMs)).toEqual({
      end: 'waiting',
      reason: 'timeout',
      delay,
      isAttempt: false,
    })
  })

  it.each([
    [500, 'upstream-5xx'],
    [503, 'upstream-5xx'],
    [400, 'refused'],
    [404, 'refused'],
  ])('calls a %i %s', (status, reason) => {
    expect(judgeOutage({ kind: 'refused', status, restMs: undefined, message: 'secret' }, 0)).toMatchObject({ reason })
  })

  it.each(['timeout', 'connection', 'truncated', 'not-json', 'too-large'] as const)(
    'calls a %s by its name',
    (cause) => {
      expect(judgeOutage({ kind: 'unreachable', cause }, 0)).toMatchObject({ reason: cause })
    },
  )
})

describe('delayForBacklog', () => {
  it.each([
    [0, '10s'],
    [10_000, '10s'],
    [10_001, '1m'],
    [60_000, '1m'],
    [60_001, '10m'],
    [86_400_000, '10m'],
  ])('lets a lookup whose turn comes in %i ms wait for %s', (waitMs, delay) => {
    expect(delayForBacklog(waitMs)).toBe(delay)
  })
})

describe('deferred', () => {
  it('is not an attempt', () => {
    expect(deferred('1m')).toEqual({ end: 'waiting', reason: 'deferred', delay: '1m', isAttempt: false })
  })
})
