import type { Refusal } from './api.ts'
import type { Window } from './message-window.ts'

/** How far a search for messages has come, so that the next fetch goes on from there. */
export type MessageSearch = {
  readonly window: Window
  /** Ids of messages that it has looked for since it began. */
  readonly ids: ReadonlySet<string>
  /** Threads to ask for yet. */
  readonly queue: readonly string[]
  /** Threads that were ever in the queue. */
  readonly seen: ReadonlySet<string>
  /** The threads whose pages are being turned, and the cursor of the next. */
  readonly page: { readonly threads: readonly string[]; readonly cursor: string } | undefined
  /** A thread that was refused by itself, and no page has come since: it may be at fault, or the operation. */
  readonly suspect?: { readonly thread: string; readonly refusal: Refusal }
  /** Threads that are at fault. */
  readonly refused: ReadonlyMap<string, Refusal>
  /** Epoch milliseconds of its last fetch. */
  readonly at: number
}

/** Milliseconds after which a search that nobody went on with gives way: its messages were found, or given up. */
const maxIdleMs = 900_000

/** Begins a search. */
export function beginSearch(window: Window, threads: readonly string[], ids: Iterable<string>, at: number) {
  const search: MessageSearch = {
    window,
    ids: new Set(ids),
    queue: threads,
    seen: new Set(threads),
    page: undefined,
    refused: new Map(),
    at,
  }
  return search
}

/** Adds threads that the search has not heard of ahead of the others, the last of them first. */
export function addThreads(search: MessageSearch, threads: readonly string[]): MessageSearch {
  const fresh = threads.filter((thread) => !search.seen.has(thread)).reverse()
  if (fresh.length === 0) return search
  return { ...search, queue: [...fresh, ...search.queue], seen: new Set([...search.seen, ...fresh]) }
}

/**
 * Tells whether to go on with the kept search: when it has looked for one of these messages from its start. The others
 * of them are looked for beside, and from the start once it is over.
 */
export function hasLookedFor(kept: MessageSearch | undefined, wanted: ReadonlySet<string>): kept is MessageSearch {
  return kept !== undefined && [...wanted].some((id) => kept.ids.has(id))
}

/** Tells whether another search may take the place of the kept one: not while its messages may still come for it. */
export function mayReplace(kept: MessageSearch | undefined, now: number): boolean {
  return kept === undefined || now - kept.at > maxIdleMs
}
