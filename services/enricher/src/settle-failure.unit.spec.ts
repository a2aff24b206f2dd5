import { describe, expect, it } from 'vitest'
import { credentialOf } from './fakes/credentials.ts'
import { pendingOf, receivedAt } from './fakes/events.ts'
import { createLaneBook, type Lookup } from './lane-book.ts'
import { type Failure, settleFailure } from './settle-failure.ts'

const failing = (status: number, given: Partial<Failure> = {}): Failure => ({
  answer: { kind: 'refused', status, restMs: undefined, message: '' },
  now: 0,
  at: receivedAt,
  wasWell: false,
  outageMs: 0,
  mayCall: true,
  isSuspect: false,
  ...given,
})

function open(ids: readonly string[] = ['c1']) {
  const book = createLaneBook('grand')
  for (const id of ids) book.add(pendingOf({ entity_id: id }), 'customer', credentialOf('grand'))
  const take = (now: number) => book.open().flatMap((operation) => book.take(operation, 10, now))
  return { book, take }
}

/** Has a call fail three times, which is as often as it is made in a turn. */
function failThrice({ book, take }: ReturnType<typeof open>, failures: readonly Failure[]) {
  const told = failures.map((failure, nth) =>
    settleFailure(book, take(nth * 10_000), { ...failure, now: nth * 10_000 }),
  )
  return { told, lookups: [...book.lookups()] }
}

const endOf = (lookup: Lookup | undefined, event = pendingOf()) =>
  lookup?.answer !== undefined && 'ends' in lookup.answer ? lookup.answer.ends(event) : undefined

describe('settleFailure', () => {
  it('has lookups tried again after 200 ms, then after 400 ms, then lets their events wait', () => {
    const { book, take } = open()

    settleFailure(book, take(0), failing(500, { now: 1_000 }))
    expect(take(1_199)).toEqual([])
    settleFailure(book, take(1_200), failing(500, { now: 2_000, outageMs: 1_000 }))
    expect(take(2_399)).toEqual([])
    const lookups = take(2_400)
    settleFailure(book, lookups, failing(500, { now: 3_000, outageMs: 70_000 }))

    expect(book.open()).toEqual([])
    expect(lookups.map((lookup) => endOf(lookup))).toEqual([
      { end: 'waiting', reason: 'upstream-5xx', delay: '1m', isAttempt: false },
    ])
  })

  it('takes it for the own fault of one that was asked for alone, where the operation was well before', () => {
    const { lookups } = failThrice(open(), [failing(500, { wasWell: true }), failing(500), failing(500)])

    expect(endOf(lookups[0])).toEqual({ end: 'waiting', reason: 'upstream-5xx', delay: '10s', isAttempt: true })
    expect(endOf(lookups[0], pendingOf({}, { attempts: 2 }))).toMatchObject({ delay: '1m', isAttempt: true })
    expect(endOf(lookups[0], pendingOf({}, { attempts: 3 }))).toMatchObject({ delay: '10m', isAttempt: true })
    expect(endOf(lookups[0], pendingOf({}, { attempts: 7 }))).toMatchObject({
      end: 'dead-lettered',
      reason: 'exhausted',
      detail: 'given up after 8 attempts, the last: upstream-5xx',
    })
  })

  it.each([
    ['the operation was not well', 500, ['c1'], false],
    ['others were asked for with it', 500, ['c1', 'c2'], true],
  ])('takes it for no fault of its own where %s', (_why, status, ids, wasWell) => {
    const { lookups } = failThrice(open(ids), [failing(status, { wasWell }), failing(status), failing(status)])

    expect(endOf(lookups[0], pendingOf({}, { attempts: 7 }))).toMatchObject({ end: 'waiting', isAttempt: false })
  })

  it('tries suspects once, since they failed in a turn before', () => {
    const { told, lookups } = failThrice(open(['c1', 'c2']), [failing(502, { isSuspect: true })])

    expect(told).toEqual([true])
    expect(lookups.map((lookup) => endOf(lookup))).toMatchObject([
      { reason: 'upstream-5xx' },
      { reason: 'upstream-5xx' },
    ])
  })

  it('leaves suspects under suspicion where their call says nothing of them', () => {
    const late: Failure = { ...failing(500, { isSuspect: true }), answer: { kind: 'unreachable', cause: 'late' } }
    const { lookups } = failThrice(open(), [late])

    expect(endOf(lookups[0], pendingOf({}, { lastReason: 'timeout' }))).toMatchObject({ reason: 'timeout' })
    expect(endOf(lookups[0])).toMatchObject({ reason: 'deferred' })
  })

  it('tells, once they are not tried again, whether one of several may be at fault', () => {
    const failures = [failing(502), failing(502), failing(502)]

    expect(failThrice(open(['c1', 'c2']), failures).told).toEqual([false, false, true])
    expect(failThrice(open(), failures).told).toEqual([false, false, false])
  })
})
