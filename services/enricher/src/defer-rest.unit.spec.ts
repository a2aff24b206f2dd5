import type { Credential } from '@bellhop/mews'
import { describe, expect, it } from 'vitest'
import { deferRest } from './defer-rest.ts'
import { credentialOf } from './fakes/credentials.ts'
import { pendingOf } from './fakes/events.ts'
import { createLaneBook } from './lane-book.ts'
import { createTokens } from './tokens.ts'

/** 20 calls in 60 s: one in 3 s. */
const slow = credentialOf('slow', { requestsPerWindow: 20, windowSeconds: 60 })

function defer(lookups: ReadonlyArray<readonly [Credential, 'customer' | 'payment', number]>, frozenMs = 0) {
  const book = createLaneBook('grand')
  for (const [credential, entity, count] of lookups) {
    for (let nth = 0; nth < count; nth++) book.add(pendingOf({ entity_id: `${nth}` }), entity, credential)
  }
  const tokens = createTokens()
  for (const [credential] of lookups) tokens.waitFor(credential, 0)
  if (frozenMs > 0) tokens.freeze(slow, 100_000, frozenMs)

  deferRest(book, tokens, 100_000)

  expect(book.open()).toEqual([])
  const counts: Record<string, number> = {}
  for (const { answer, entity } of book.lookups()) {
    const end = answer !== undefined && 'ends' in answer ? answer.ends(pendingOf()) : undefined
    const key = `${entity} ${end !== undefined && 'delay' in end ? end.delay : 'none'}`
    counts[key] = (counts[key] ?? 0) + 1
    expect(end).toMatchObject({ end: 'waiting', reason: 'deferred', isAttempt: false })
  }
  return counts
}

describe('deferRest', () => {
  it('lets each page of lookups wait for as long as its place in the backlog needs', () => {
    expect(defer([[slow, 'customer', 9_500]])).toEqual({ 'customer 10s': 4_000, 'customer 1m': 5_500 })
  })

  it('reckons with what the other operations of the token need before', () => {
    expect(
      defer([
        [slow, 'customer', 4_000],
        [slow, 'payment', 1_000],
      ]),
    ).toEqual({ 'customer 10s': 4_000, 'payment 1m': 1_000 })
  })

  it('does not reckon with those of other tokens', () => {
    expect(
      defer([
        [slow, 'customer', 4_000],
        [credentialOf('other'), 'payment', 1_000],
      ]),
    ).toEqual({ 'customer 10s': 4_000, 'payment 10s': 1_000 })
  })

  it('reckons with the rest of a token', () => {
    expect(defer([[slow, 'customer', 10]], 30_000)).toEqual({ 'customer 1m': 10 })
    expect(defer([[slow, 'customer', 10]], 300_000)).toEqual({ 'customer 10m': 10 })
  })
})
