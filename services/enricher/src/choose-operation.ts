import { entities } from '@bellhop/records'
import type { LaneBook, Lookup, OpenOperation } from './lane-book.ts'
import { parkLookup } from './park-lookup.ts'
import type { Tokens } from './tokens.ts'

/**
 * Chooses what a lane asks for next: of the operations that have a lookup to be tried now, one whose token is free
 * soonest, and of those the one with the oldest lookup. The events of parked operations end here, where no other token
 * may ask for them, but those that came while one is probed stay pending until the probe tells.
 *
 * @param now - monotonic milliseconds
 */
export function chooseOperation(book: LaneBook, tokens: Tokens, now: number): OpenOperation | undefined {
  let best: { operation: OpenOperation; waitMs: number } | undefined
  for (const operation of book.open()) {
    const { credential, entity, pending } = operation
    const { operation: name } = entities[entity]
    if (tokens.isProbed(credential, name)) continue
    const parkedUntil = tokens.parkedUntil(credential, name)
    if (parkedUntil !== undefined && now < parkedUntil) {
      for (const lookup of [...pending]) parkLookup(book, lookup, tokens, now)
      continue
    }
    if (tokens.isBusy(credential) || !hasReady(pending, now)) continue
    const waitMs = tokens.waitFor(credential, now)
    if (best === undefined || waitMs < best.waitMs) best = { operation, waitMs }
  }
  return best?.operation
}

function hasReady(pending: ReadonlySet<Lookup>, now: number): boolean {
  for (const { notBefore } of pending) if (notBefore <= now) return true
  return false
}
