import type { Credential } from '@bellhop/mews'
import { toPartRefusal } from './fetch-halves.ts'
import { type KnownThreads, type Listing, maxMessageCalls } from './known-threads.ts'
import { type AskPage, type Cut, type Failure, isCallRefused } from './message-calls.ts'
import { toInterval, type Window } from './message-window.ts'

/**
 * Notes the threads updated in the window. A listing that was cut is gone on with, whatever the window, and one call is
 * left for messages.
 *
 * @param now - epoch milliseconds
 * @returns what stopped it, if anything did
 */
export async function listThreads(
  credential: Credential,
  window: Window,
  known: KnownThreads,
  ask: AskPage,
  now: number,
): Promise<Failure | { readonly cut: Cut } | undefined> {
  const begun = known.listingOf(credential)
  const listed = begun?.window ?? window
  const filter = { UpdatedUtc: toInterval(listed) }
  const request = { operation: 'messageThreads/getAll', arrayOut: 'MessageThreads', filter }
  const newestFirst: string[] = []
  let cursor = begun?.cursor
  // By the clock that receipts are compared with: one that stands still after a step back would make it begin too late.
  const beganAt = begun?.at ?? now
  for (;;) {
    const page = await ask(request, 0, cursor, maxMessageCalls - 1)
    if ('items' in page) {
      newestFirst.push(...page.items.flatMap(({ id }) => id ?? []))
      cursor = page.cursor
      if (cursor !== undefined) continue
    }
    known.hear(credential, newestFirst.reverse())
    const isOver = 'items' in page || ('answer' in page && isCallRefused(page))
    known.keepListing(credential, isOver ? undefined : toListing(listed, cursor, beganAt))
    // Nothing stands in it that may be at fault but the cursor of a page.
    const isRefused =
      'answer' in page && cursor === undefined && toPartRefusal({ kind: 'failed', ...page }) !== undefined
    if (isRefused) return { ...page, isHopeless: true }
    if (!('items' in page)) return page
    known.listed(credential, listed.from, beganAt)
    return undefined
  }
}

function toListing(window: Window, cursor: string | undefined, at: number): Listing | undefined {
  return cursor === undefined ? undefined : { window, cursor, at }
}
