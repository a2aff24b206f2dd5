import { entities } from '@bellhop/records'
import { parked } from './judge.ts'
import type { LaneBook, Lookup } from './lane-book.ts'
import type { Tokens } from './tokens.ts'

/**
 * Ends a lookup whose token may not use its operation, unless another of its events came with a token that may: one
 * token without a permission must not silence the others of its chain.
 *
 * @param now - monotonic milliseconds
 */
export function parkLookup(book: LaneBook, lookup: Lookup, tokens: Tokens, now: number): void {
  const { operation } = entities[lookup.entity]
  const isHandedOver = book.handOver(lookup, (credential) => {
    const until = tokens.parkedUntil(credential, operation)
    return until === undefined || until <= now
  })
  if (!isHandedOver) book.end(lookup, () => parked)
}
