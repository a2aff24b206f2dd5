import type { Credential } from '@bellhop/mews'
import { entities } from '@bellhop/records'
import type { Fetched, Refusal, Send } from './api.ts'
import { endInDoubt, pendingIn } from './end-pending.ts'
import { fetchByIds } from './fetch-by-ids.ts'
import { fetchHalves, type Leftover, toPartRefusal } from './fetch-halves.ts'
import { fetchMessages } from './fetch-messages.ts'
import type { HaltCause } from './halts.ts'
import { maxHoldMs } from './is-held-up.ts'
import { isTooMuch } from './is-too-much.ts'
import { halted, judgeOutage } from './judge.ts'
import type { LaneBook, Lookup, OpenOperation } from './lane-book.ts'
import type { LaneTools, LaneTurn } from './lane-tools.ts'
import { parkLookup } from './park-lookup.ts'
import { settleFailure } from './settle-failure.ts'
import { settleFound } from './settle-found.ts'
import { settleRefused } from './settle-refused.ts'
import { toSizeName } from './suspects.ts'
import { perCallMs } from './tokens.ts'
import { beginFetchTrace } from './trace-fetch.ts'

/** Milliseconds after which an operation that a token may not use is tried again. */
const parkMs = 600_000

/** What halts an operation: where it is not there, and where a refusal is no single id's fault. */
const missing: ReadonlyMap<number | undefined, HaltCause> = new Map([
  [404, '404'],
  [410, '410'],
])
const faulty: ReadonlyMap<number | undefined, HaltCause> = new Map([
  [400, '400'],
  [403, '403'],
])

type Part = Omit<OpenOperation, 'pending'> & { readonly isProbe: boolean }

/**
 * Fetches some lookups of an operation and files in the book what came of it; the first call must have been taken from
 * the budget. A batch that Mews refuses for what is in it is halved until the bad id stands alone.
 *
 * A 429 rests the token and puts the lookups back; a 401 parks the operation, until one call probes it. While it is
 * probed nothing else of it goes out, and a probe that tells nothing (429, 5xx, no answer) is followed by another. A 404
 * or 410, and a refusal that is no single id's fault, halt the operation for the lane; a 408 or 413 has it asked for less.
 */
export async function fetchLookups(
  book: LaneBook,
  { credential, entity, isSuspect }: Omit<OpenOperation, 'pending'>,
  lookups: readonly Lookup[],
  turn: LaneTurn,
  tools: LaneTools,
): Promise<void> {
  const { tokens, threads, clock, beginSpan } = tools
  const { operation } = entities[entity]
  const trace = beginSpan === undefined ? undefined : beginFetchTrace(beginSpan, operation, credential, lookups)
  const follow = trace === undefined ? tools.send : trace.follow(tools.send)
  const send: Send = (whose, request, ids) => follow(whose, isSuspect ? { ...request, isSuspect } : request, ids)
  const part = { credential, entity, isSuspect, isProbe: tokens.parkedUntil(credential, operation) !== undefined }
  const acquire = () => acquireCall(credential, turn, tools)
  tokens.fetching(credential, true)
  if (part.isProbe) tokens.probe(credential, operation, true)
  try {
    if (entity === 'message') {
      // The lookups part from their events when the turn ends, and this may go on beyond it.
      const asked = lookups.map((lookup) => ({ ...lookup, events: [...lookup.events] }))
      const fetched = await fetchMessages(credential, asked, threads, send, acquire, clock.now(), isSuspect)
      settle(book, part, lookups, fetched, tools)
      return
    }
    const ask = async (batch: readonly Lookup[]) => {
      const ids = batch.map(({ id }) => id)
      const fetched = await fetchByIds(entity, credential, ids, send, acquire)
      if (toPartRefusal(fetched) === undefined) return fetched
      tokens.answered(credential)
      if (part.isProbe) tokens.unpark(credential, operation)
      return fetched
    }
    const settlePart = (batch: readonly Lookup[], fetched: Fetched) => settle(book, part, batch, fetched, tools)
    const left = await fetchHalves(lookups, ask, acquire, settlePart)
    settleLeft(book, part, lookups, left, tools)
  } finally {
    tokens.fetching(credential, false)
    if (part.isProbe) tokens.probe(credential, operation, false)
    trace?.end()
  }
}

function settleLeft(
  book: LaneBook,
  { credential, entity, isSuspect }: Part,
  lookups: readonly Lookup[],
  left: Leftover,
  { outages, sizes, halts, clock, signal }: LaneTools,
): void {
  if (signal.aborted) return
  const { operation } = entities[entity]
  const { refusal, isHalted, hasPage } = left
  if (isHalted) sizes.shrink(credential, toSizeName(operation, isSuspect), lookups.length)
  if (refusal === undefined) return
  const cause = faulty.get(refusal.status)
  if (isHalted && cause !== undefined) halts.halt(book.lane, operation, cause, clock.now())
  const isWell = outages.isWell(credential, operation)
  const outageMs = isHalted || !hasPage ? outages.failed(credential, operation, clock.mono()) : 0
  settleRefused(book, left, isWell, isHalted ? halted : judgeOutage(refusal, outageMs))
}

function settle(
  book: LaneBook,
  { credential, entity, isSuspect, isProbe }: Part,
  lookups: readonly Lookup[],
  fetched: Fetched,
  tools: LaneTools,
): void {
  // Nobody will ask for it, and a call that was ended by us says nothing about its token.
  if (tools.signal.aborted) return
  const { tokens, outages, sizes, clock } = tools
  const { operation } = entities[entity]
  const sizeName = toSizeName(operation, isSuspect)
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
  const isHopeless = fetched.kind === 'failed' && fetched.isHopeless === true
  const cause = missing.get(refusal?.status) ?? (isHopeless ? faulty.get(refusal?.status) : undefined)
  if (cause !== undefined) {
    tools.halts.halt(book.lane, operation, cause, clock.now())
    for (const lookup of lookups) book.end(lookup, () => halted)
    return
  }
  if (isProbe && (fetched.kind === 'found' || (refusal !== undefined && refusal.status < 500))) {
    tokens.unpark(credential, operation)
  } else if (isProbe) {
    tokens.park(credential, operation, now)
  }
  if (fetched.kind === 'failed' && isTooMuch(fetched.answer) && entity !== 'message' && lookups.length > 1) {
    sizes.limit(credential, sizeName, lookups.length, now)
    for (const lookup of lookups) book.putBack(lookup)
  } else if (fetched.kind === 'found') {
    outages.ended(credential, operation)
    sizes.grow(credential, sizeName, lookups.length, now)
    if (fetched.strangers !== undefined && fetched.strangers > 0) tools.onStrangers(operation, fetched.strangers)
    settleFound(book, lookups, fetched, clock.now())
  } else {
    const wasWell = outages.isWell(credential, operation)
    const outageMs = outages.failed(credential, operation, now)
    const mayCall = tools.breaker.mayCall()
    const failure = { answer: fetched.answer, now, at: clock.now(), wasWell, outageMs, mayCall, isSuspect }
    const mayHoldOne = settleFailure(book, lookups, failure)
    if (mayHoldOne && isSuspect) sizes.shrink(credential, sizeName, lookups.length)
    // Nothing says yet that it is the fault of one of them: the others would burn the budget to fail the same way.
    if (!isSuspect || wasWell) return
    const others = pendingIn(book, { credential, entity }, (operation) => operation.isSuspect)
    const wait = judgeOutage(fetched.answer, outageMs)
    for (const lookup of others) endInDoubt(book, lookup, wait)
  }
}

/**
 * Waits until one more call may be made and takes it; false when the task is lost, or when the token has to rest for so
 * long that the events had better wait elsewhere. The end of the turn is none: what a fetch brings then is kept.
 */
async function acquireCall(credential: Credential, turn: LaneTurn, { task, tokens, breaker, clock }: LaneTools) {
  const maxWaitMs = Math.max(maxHoldMs, 2 * perCallMs(credential))
  while (!turn.isOver()) {
    const now = clock.mono()
    const waitMs = tokens.waitFor(credential, now)
    if (waitMs > maxWaitMs || !breaker.mayCall()) return false
    if (waitMs === 0 && task.owns()) {
      tokens.spend(credential, now)
      return true
    }
    await turn.pause(Math.min(Math.max(waitMs, 20), 100))
  }
  return false
}

/** The refusal that came instead of a page, if it was one. */
function toRefusal(fetched: Fetched): Refusal | undefined {
  return fetched.kind === 'failed' && fetched.answer.kind === 'refused' ? fetched.answer : undefined
}
