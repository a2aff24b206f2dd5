import type { Credential } from '@bellhop/mews'
import { pageSize } from './api.ts'
import { type BatchSizes, createBatchSizes } from './batch-sizes.ts'
import { addThreads, type MessageSearch } from './message-search.ts'
import type { Window } from './message-window.ts'

/** Calls for messages that one fetch may make; what is not found by then waits. */
export const maxMessageCalls = 5
/** Threads remembered for a credential: as many as can be asked for after one call that lists threads. */
export const maxThreads = (maxMessageCalls - 1) * pageSize

/** A listing of threads that was cut: where to go on, and the epoch milliseconds at which it began. */
export type Listing = { readonly window: Window; readonly cursor: string; readonly at: number }

/** The message threads that a task has heard of, by credential. */
export type KnownThreads = {
  /** The threads of a credential, those heard of last first; at most {@link maxThreads}. */
  readonly of: (credential: Credential) => string[]
  /** Notes threads, for the search that is kept too; the last of them counts as heard of last. */
  readonly hear: (credential: Credential, threads: readonly string[]) => void
  /** Forgets a thread that is refused; who names it again has it asked for again. */
  readonly forget: (credential: Credential, thread: string) => void
  /** How many threads a call may ask for; its times are epoch milliseconds. */
  readonly sizes: BatchSizes
  /** Notes that a call that began at `at` listed every thread updated since `from`; epoch milliseconds. */
  readonly listed: (credential: Credential, from: number, at: number) => void
  /** Whether such a listing exists that goes back to `from` and began at `at` or later. */
  readonly isListed: (credential: Credential, from: number, at: number) => boolean
  /** The listing that was cut, if one was. */
  readonly listingOf: (credential: Credential) => Listing | undefined
  readonly keepListing: (credential: Credential, listing: Listing | undefined) => void
  /** The search for messages that was cut, if one was. */
  readonly searchOf: (credential: Credential) => MessageSearch | undefined
  readonly keepSearch: (credential: Credential, search: MessageSearch | undefined) => void
}

type Threads = {
  readonly ids: Set<string>
  listed?: { readonly from: number; readonly at: number }
  listing?: Listing | undefined
  search?: MessageSearch | undefined
}

/** Creates the memory of a task that knows no thread yet. What is forgotten is found again when it is updated. */
export function createKnownThreads(): KnownThreads {
  const byCredential = new Map<string, Threads>()

  const threadsOf = ({ name }: Credential): Threads => {
    const threads: Threads = byCredential.get(name) ?? { ids: new Set() }
    byCredential.set(name, threads)
    return threads
  }

  return {
    of: (credential) => [...threadsOf(credential).ids].reverse(),
    hear: (credential, heard) => {
      const threads = threadsOf(credential)
      const { ids } = threads
      if (threads.search !== undefined) threads.search = addThreads(threads.search, heard)
      for (const id of heard) {
        // A set keeps the order of insertion, so its first are those not heard of for longest.
        ids.delete(id)
        ids.add(id)
      }
      for (const id of ids) {
        if (ids.size <= maxThreads) break
        ids.delete(id)
      }
    },
    forget: (credential, thread) => void threadsOf(credential).ids.delete(thread),
    sizes: createBatchSizes(),
    listed: (credential, from, at) => {
      threadsOf(credential).listed = { from, at }
    },
    isListed: (credential, from, at) => {
      const { listed } = threadsOf(credential)
      return listed !== undefined && listed.from <= from && listed.at >= at
    },
    listingOf: (credential) => threadsOf(credential).listing,
    keepListing: (credential, listing) => {
      threadsOf(credential).listing = listing
    },
    searchOf: (credential) => threadsOf(credential).search,
    keepSearch: (credential, search) => {
      threadsOf(credential).search = search
    },
  }
}
