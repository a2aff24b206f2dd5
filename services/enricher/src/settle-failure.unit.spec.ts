import { describe, expect, it } from 'vitest'
import { credentialOf } from './fakes/credentials.ts'
import { pendingOf } from './fakes/events.ts'
import { refused } from './fakes/mews.ts'
import { createLaneBook } from './lane-book.ts'
import { settleFailure } from './settle-failure.ts'

const answer = { ...refused(500), kind: 'refused', status: 500, restMs: undefined, message: '' } as const

describe('settleFailure', () => {
  it('has lookups tried again after 200 ms, then after 400 ms, then lets their events wait', () => {
    const book = createLaneBook('grand')
    book.add(pendingOf(), 'customer', credentialOf('grand'))
    const take = (now: number) => book.open().flatMap((operation) => book.take(operation, 10, now))

    settleFailure(book, take(0), answer, 1_000, 0)
    expect(take(1_199)).toEqual([])
    settleFailure(book, take(1_200), answer, 2_000, 1_000)
    expect(take(2_399)).toEqual([])
    const lookups = take(2_400)
    settleFailure(book, lookups, answer, 3_000, 70_000)

    expect(book.open()).toEqual([])
    const settled = lookups.map((lookup) => lookup.answer)
    expect(settled.map((end) => end && 'ends' in end && end.ends(pendingOf()))).toEqual([
      { end: 'waiting', reason: 'upstream-5xx', delay: '1m', isAttempt: false },
    ])
  })
})
