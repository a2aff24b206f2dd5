import type { Credential } from '@bellhop/mews'
import { entities } from '@bellhop/records'
import type { FailedAnswer, Fetched } from './api.ts'
import { fetchByIds } from './fetch-by-ids.ts'
import { fetchMessages } from './fetch-messages.ts'
import { maxHoldMs } from './is-held-up.ts'
import type { LaneBook, Lookup, OpenOperation } from './lane-book.ts'
import type { LaneTools, LaneTurn } from './lane-tools.ts'
import { parkLookup } from './park-lookup.ts'
import { settleFailure } from './settle-failure.ts'
import { settleFound } from './settle-found.ts'

/** Milliseconds after which an operation that a token may not use is tried again. */
const parkMs = 600_000

/**
 * Fetches some lookups of an operation and files in the book what came of it; the first call must have been taken from
 * the budget.
 *
 * A 429 rests the token and puts the lookups back; a 401 parks the operation, until one call probes it. While it is
 * probed nothing else of it goes out, and a probe that tells nothing (429, 5xx, no answer) is followed by another.
 */
export async function fetchLookups(
  book: LaneBook,
  { credential, entity }: Pick<OpenOperation, 'credential' | 'entity'>,
  lookups: readonly Lookup[],
  turn: LaneTurn,
  tools: LaneTools,
): Promise<void> {
  const { tokens } = tools
  const { operation } = entities[entity]
  const isProbe = tokens.parkedUntil(credential, operation) !== undefined
  tokens.fetching(credential, true)
  if (isProbe) tokens.probe(credential, operation, true)
  try {
    const fetched = await fetchFromMews(lookups, { credential, entity }, turn, tools)
    settle(book, { credential, entity, isProbe }, lookups, fetched, tools)
  } finally {
    tokens.fetching(credential, false)
    if (isProbe) tokens.probe(credential, operation, false)
  }
}

function settle(
  book: LaneBook,
  { credential, entity, isProbe }: Pick<OpenOperation, 'credential' | 'entity'> & { readonly isProbe: boolean },
  lookups: readonly Lookup[],
  fetched: Fetched,
  tools: LaneTools,
): void {
  const { tokens, outages, clock, mapEntity } = tools
  const { operation } = entities[entity]
  const now = clock.mono()
  const refusal = toRefusal(fetched)
  if (refusal?.status === 429) {
    tools.onFrozen(credential, tokens.freeze(credential, now, refusal.restMs))
    if (isProbe) tokens.park(credential, operation, now)
    for (const lookup of lookups) book.putBack(lookup)
    return
  }
  if (fetched.kind === 'found' || refusal !== undefined) tokens.answered(credential)
  if (refusal?.status === 401) {
    tokens.park(credential, operation, now + parkMs)
    tools.onParked(credential, fetched.kind === 'failed' ? fetched.operation : operation)
    for (const lookup of lookups) parkLookup(book, lookup, tokens, now)
    return
  }
  if (isProbe && (fetched.kind === 'found' || (refusal !== undefined && refusal.status < 500))) {
    tokens.unpark(credential, operation)
  } else if (isProbe) {
    tokens.park(credential, operation, now)
  }
  if (fetched.kind === 'found') {
    outages.ended(credential, operation)
    settleFound(book, lookups, fetched, mapEntity, clock.now())
  } else {
    settleFailure(book, lookups, fetched.answer, now, outages.failed(credential, operation, now))
  }
}

function fetchFromMews(
  lookups: readonly Lookup[],
  { credential, entity }: Pick<OpenOperation, 'credential' | 'entity'>,
  turn: LaneTurn,
  tools: LaneTools,
): Promise<Fetched> {
  const { send, threads, clock } = tools
  const acquire = () => acquireCall(credential, turn, tools)
  if (entity === 'message') {
    // The lookups part from their events when the turn ends, and this may go on beyond it.
    const asked = lookups.map((lookup) => ({ ...lookup, events: [...lookup.events] }))
    return fetchMessages(credential, asked, threads, send, acquire, clock.now())
  }
  const ids = lookups.map(({ id }) => id)
  return fetchByIds(entity, credential, ids, send, acquire)
}

/**
 * Waits until one more call may be made and takes it; false when the task is lost, or when the token has to rest for so
 * long that the events had better wait elsewhere. The end of the turn is none: what a fetch brings then is kept.
 */
async function acquireCall(credential: Credential, turn: LaneTurn, { task, tokens, clock }: LaneTools) {
  const { windowSeconds, requestsPerWindow } = credential
  const maxWaitMs = Math.max(maxHoldMs, (2_000 * windowSeconds) / requestsPerWindow)
  while (!turn.isOver()) {
    const now = clock.mono()
    const waitMs = tokens.waitFor(credential, now)
    if (waitMs > maxWaitMs) return false
    if (waitMs === 0 && task.owns()) {
      tokens.spend(credential, now)
      return true
    }
    await turn.pause(Math.min(Math.max(waitMs, 20), 100))
  }
  return false
}

/** The refusal that came instead of a page, if it was one. */
function toRefusal(fetched: Fetched): Extract<FailedAnswer, { kind: 'refused' }> | undefined {
  return fetched.kind === 'failed' && fetched.answer.kind === 'refused' ? fetched.answer : undefined
}
