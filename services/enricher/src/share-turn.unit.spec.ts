import type { Credential } from '@bellhop/mews'
import { describe, expect, it } from 'vitest'
import { credentialOf } from './fakes/credentials.ts'
import { pendingOf } from './fakes/events.ts'
import { createLaneBook } from './lane-book.ts'
import { haveEnough, toLaneMs } from './share-turn.ts'
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

describe('the time that lanes may take', () => {
  it("is a second by Mews's own limits, or where nothing is to be fetched", () => {
    expect(toLaneMs([bookOf(usual, 1)])).toBe(1_000)
    expect(toLaneMs([bookOf(slow, 0)])).toBe(1_000)
  })

  it('is long enough for a call of a token with a long window, and never longer than a turn is held', () => {
    expect(toLaneMs([bookOf(slow, 1)])).toBeCloseTo(3_300)
    expect(toLaneMs([bookOf(slowest, 1)])).toBe(5_000)
  })

  it('is not longer for the others where one token is slow', () => {
    expect(toLaneMs([bookOf(slow, 1), bookOf(usual, 1)])).toBe(1_000)
  })
})

describe('lanes have enough', () => {
  it('when each has a full call waiting for its token', () => {
    const tokens = createTokens()

    expect(haveEnough([bookOf(slow, 1_000), bookOf(usual, 1_000)], tokens, 0)).toBe(true)
    expect(haveEnough([bookOf(slow, 1_000), bookOf(usual, 999)], tokens, 0)).toBe(false)
  })

  it('never while a token could make its call now, nor when there is none', () => {
    const tokens = createTokens()
    tokens.waitFor(slow, 0)

    expect(haveEnough([bookOf(slow, 1_000)], tokens, 10_000)).toBe(false)
    expect(haveEnough([], tokens, 0)).toBe(false)
  })
})
