import type { Credential } from '@bellhop/mews'
import type { Acquire, Fetched, Found, Refusal, Send } from './api.ts'
import type { KnownThreads } from './known-threads.ts'
import type { Lookup } from './lane-book.ts'
import { listThreads } from './list-threads.ts'
import { createMessageCalls, isCallRefused } from './message-calls.ts'
import { beginSearch, hasLookedFor, type MessageSearch, mayReplace } from './message-search.ts'
import { needsListing, toNamedThreads, toWindow } from './message-window.ts'
import { searchMessages } from './search-messages.ts'
import { threadOf } from './thread-of.ts'

/**
 * Asks for messages by their threads, since messages have no id filter (mews-api, section 2.4): the threads that the
 * events name, those updated since a while before the oldest event, and those known before.
 *
 * The first call must have been taken from the budget. At most five calls are made, at least one of them for messages
 * where there is time for it. What is cut is kept, and the next fetch goes on from there.
 *
 * @param now - epoch milliseconds
 * @param isSuspect - whether all of the lookups failed before
 */
export async function fetchMessages(
  credential: Credential,
  lookups: readonly Lookup[],
  known: KnownThreads,
  send: Send,
  acquire: Acquire,
  now: number,
  isSuspect = false,
): Promise<Fetched> {
  const wanted = new Set(lookups.map(({ id }) => id))
  const events = lookups.flatMap((lookup) => lookup.events)
  const window = toWindow(events, now)
  const unnamed = lookups.filter((lookup) => lookup.events.some(({ thin }) => threadOf(thin.value) === undefined))
  const items: Found = new Map()
  const ask = createMessageCalls(credential, send, acquire)

  const toUnlisted = () => unnamed.filter((lookup) => !isListedFor(lookup, credential, known, now))
  const isUnlisted = () =>
    needsListing(events, (from, at) => known.isListed(credential, from, at), window) || toUnlisted().length > 0
  const isBegun = known.listingOf(credential) !== undefined && unnamed.length > 0
  let listing = isBegun || isUnlisted() ? await listThreads(credential, window, known, ask, now) : undefined
  // What was gone on with may have begun too early for these events.
  if (isBegun && listing === undefined && isUnlisted()) listing = await listThreads(credential, window, known, ask, now)
  if (listing !== undefined && 'answer' in listing) return { kind: 'failed', ...listing }
  if (listing?.cut === 'time') return { kind: 'found', items, cut: 'time' }
  known.hear(credential, [...toNamedThreads(events)])

  const kept = known.searchOf(credential)
  const isGoingOn = hasLookedFor(kept, wanted)
  const search = isGoingOn ? kept : beginSearch(window, known.of(credential), wanted, now)
  const { rest, stop } = await searchMessages(credential, search, wanted, items, known, ask, now, isSuspect)
  if (isGoingOn || mayReplace(kept, now)) known.keepSearch(credential, toKept({ ...rest, at: now }, wanted, items))
  if (stop !== undefined && 'answer' in stop) {
    if (isCallRefused(stop)) known.keepSearch(credential, undefined)
    return { kind: 'failed', ...stop }
  }
  for (const thread of rest.refused.keys()) known.forget(credential, thread)
  const refused = toRefused(lookups, items, rest)
  const joined = [...wanted].filter((id) => !search.ids.has(id))
  const unsearched = new Set([...toUnlisted().map(({ id }) => id), ...joined])
  return {
    kind: 'found',
    items,
    cut: stop?.cut,
    ...(unsearched.size > 0 ? { unsearched } : {}),
    ...(refused.size > 0 ? { refused } : {}),
  }
}

/** What is to be kept of a search: nothing once it is over, or when all that it has looked for is found. */
function toKept(rest: MessageSearch, wanted: ReadonlySet<string>, items: Found): MessageSearch | undefined {
  if (rest.page === undefined && rest.queue.length === 0) return undefined
  // A message that had no part in this fetch has not been looked for on its pages.
  const ids = new Set([...rest.ids].filter((id) => wanted.has(id) && !items.has(id)))
  return ids.size === 0 ? undefined : { ...rest, ids }
}

/** Messages that were not found and whose thread is refused: it is the one that their events name, so they are in no other. */
function toRefused(lookups: readonly Lookup[], items: Found, { refused }: MessageSearch): Map<string, Refusal> {
  const found = new Map<string, Refusal>()
  for (const { id, events } of lookups) {
    const refusals = events.map(({ thin }) => refused.get(threadOf(thin.value) ?? ''))
    const [first] = refusals
    if (first !== undefined && !refusals.includes(undefined) && !items.has(id)) found.set(id, first)
  }
  return found
}

/** Whether the threads were listed after the event came, and after it was missed before. */
function isListedFor({ events }: Lookup, credential: Credential, known: KnownThreads, now: number): boolean {
  return events.every(({ thin, trials }) => {
    const at = Math.min(now, Math.max(thin.received_at, trials.firstFailedAt ?? 0))
    return threadOf(thin.value) !== undefined || known.isListed(credential, toWindow(events, now).from, at)
  })
}
