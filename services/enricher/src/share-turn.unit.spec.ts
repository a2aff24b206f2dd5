import type { Credential } from '@bellhop/mews'
import { describe, expect, it } from 'vitest'
import { credentialOf } from './fakes/credentials.ts'
import { pendingOf } from './fakes/events.ts'
import { createLaneBook, type LaneBook } from './lane-book.ts'
import { haveEnough, toDeadline } from './share-turn.ts'
import { createTokens } from './tokens.ts'

/** A lane with so many entities to fetch with a credential. */
function bookOf(credential: Credential, count: number) {
  const book = createLaneBook(credential.name)
  for (let nth = 0; nth < count; nth += 1) {
    book.add(pendingOf({ entity_id: `${nth}`, event_id: `${nth}` }), 'customer', credential)
  }
  return book
}

const usual = credentialOf('usual')
const slow = credentialOf('slow', { windowSeconds: 600 })
const slowest = credentialOf('slowest', { windowSeconds: 86_400 })

describe('lanes that have had a second', () => {
  const tokensInUse = () => {
    const tokens = createTokens()
    for (const credential of [usual, slow, slowest]) tokens.waitFor(credential, 0)
    return tokens
  }
  const moreOf = (...books: LaneBook[]) => toDeadline(books, tokensInUse(), 0, 1_000, false) - 1_000

  it('go on for as long as their tokens need, when that is no more than two', () => {
    expect(moreOf(bookOf(usual, 0))).toBe(0)
    expect(moreOf(bookOf(usual, 1))).toBeCloseTo(165)
    expect(moreOf(bookOf(usual, 1), bookOf(usual, 10_000))).toBeCloseTo(1_650)
  })

  it('do not lose that to a lane that needs more', () => {
    expect(moreOf(bookOf(usual, 13_000))).toBe(0)
    expect(moreOf(bookOf(usual, 13_000), bookOf(usual, 1))).toBeCloseTo(165)
    expect(moreOf(bookOf(slow, 1), bookOf(usual, 1))).toBeCloseTo(165)
  })

  it('have no more than three seconds for it in all', () => {
    const [books, tokens] = [[bookOf(usual, 1)], tokensInUse()]
    expect(toDeadline(books, tokens, 0, 2_800, false)).toBeCloseTo(2_965)
    expect(toDeadline(books, tokens, 0, 2_900, false)).toBe(2_900)
  })

  it('do not wait for a token that rests for longer', () => {
    const [books, tokens] = [[bookOf(usual, 1)], tokensInUse()]
    tokens.freeze(usual, 1_000, 1_500)
    expect(toDeadline(books, tokens, 0, 1_000, false)).toBeCloseTo(1_000 + tokens.waitFor(usual, 1_000))
    tokens.freeze(usual, 1_000, 45_000)
    expect(toDeadline(books, tokens, 0, 1_000, false)).toBe(1_000)
    tokens.freeze(slow, 1_000, 45_000)
    expect(toDeadline([bookOf(slow, 1)], tokens, 0, 1_000, false)).toBe(1_000)
  })

  it('have until the fastest of their tokens has made a call where none can be done by then, unless that is long', () => {
    expect(moreOf(bookOf(slow, 1))).toBeCloseTo(2_300)
    expect(moreOf(bookOf(slowest, 1))).toBe(0)
    expect(moreOf(bookOf(slowest, 1), bookOf(slow, 1))).toBeCloseTo(2_300)
  })

  it('wait for no slower token once they are late, and for what has become short work again', () => {
    const late = (book: LaneBook) => toDeadline([book], tokensInUse(), 0, 1_000, true) - 1_000
    expect(late(bookOf(slow, 1))).toBe(0)
    expect(late(bookOf(usual, 1))).toBeCloseTo(165)
  })

  it('do not wait for what cannot be asked for: what failed a moment ago, and what is probed', () => {
    const [failed, probed, tokens] = [bookOf(usual, 1), bookOf(usual, 1), tokensInUse()]
    for (const lookup of failed.lookups()) lookup.notBefore = 1_500
    expect(toDeadline([failed], tokens, 0, 1_000, false)).toBe(1_000)
    expect(toDeadline([failed], tokens, 0, 1_600, false)).toBeCloseTo(1_765)
    tokens.probe(usual, 'customers/getAll', true)
    expect(toDeadline([probed], tokens, 0, 1_000, false)).toBe(1_000)
  })
})

describe('lanes have enough', () => {
  it('when each has as many full calls as its token allows within a second, and one at least', () => {
    const tokens = createTokens()

    expect(haveEnough([bookOf(slow, 1_000), bookOf(usual, 6_000)], tokens, 0, false)).toBe(true)
    expect(haveEnough([bookOf(slow, 1_000), bookOf(usual, 5_999)], tokens, 0, false)).toBe(false)
    expect(haveEnough([bookOf(slow, 999), bookOf(usual, 6_000)], tokens, 0, false)).toBe(false)
  })

  it('with more where calls are saved up, and never where there is nothing to fetch', () => {
    const tokens = createTokens()
    tokens.waitFor(slow, 0)

    expect(haveEnough([bookOf(slow, 3_000)], tokens, 13_000, false)).toBe(false)
    expect(haveEnough([bookOf(slow, 4_000)], tokens, 13_000, false)).toBe(true)
    expect(haveEnough([bookOf(slow, 0)], tokens, 0, false)).toBe(false)
    expect(haveEnough([], tokens, 0, false)).toBe(false)
  })

  it('whatever a token has brought for which nothing waits any more', () => {
    const [tokens, book] = [createTokens(), bookOf(usual, 6_000)]
    book.add(pendingOf({ entity_id: 'other', event_id: 'other' }), 'customer', slow)
    const [fetched] = book
      .open()
      .flatMap((operation) => (operation.credential === slow ? book.take(operation, 1, 0) : []))
    if (fetched !== undefined) book.end(fetched, () => ({ end: 'enriched' }))

    expect(fetched).toBeDefined()
    expect(haveEnough([book], tokens, 0, false)).toBe(true)
  })

  it('with nothing more once each has made the calls that its token allows', () => {
    const [tokens, book] = [createTokens(), bookOf(slow, 1_000)]
    tokens.waitFor(slow, 0)
    for (const operation of book.open()) book.take(operation, 1_000, 0)

    expect(haveEnough([book], tokens, 0, false)).toBe(false)
    expect(haveEnough([book], tokens, 0, true)).toBe(true)
    expect(haveEnough([book], tokens, 3_000, true)).toBe(false)
  })
})
