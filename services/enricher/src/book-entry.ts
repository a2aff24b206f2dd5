import type { Credential } from '@bellhop/mews'
import type { EntityName } from '@bellhop/records'
import { deferred } from './judge.ts'
import type { Lookup } from './lane-book.ts'
import type { PendingEvent } from './pending-event.ts'
import { keepSuspicion } from './suspects.ts'

/** A lookup as its book keeps it. */
export type Entry = Lookup & {
  /** Whether one of its events failed before, with a call that may have failed for another's sake. */
  isSuspect: boolean
  /** Those that its events came with: several tokens may serve one entity, such as a customer of their chain. */
  readonly credentials: Credential[]
  /** How many of the events, the first ones, came before the fetch began. */
  asked: number
  /** Ids of events that the fetch was made for and that wait in a retry topic. */
  readonly owed: Set<string>
  /** Monotonic milliseconds until which its answer is kept for them. */
  keptUntil: number | undefined
}

/** Makes the entry of an entity that an event names for the first time. */
export function toEntry(entity: EntityName, id: string, credential: Credential, event: PendingEvent): Entry {
  return {
    entity,
    id,
    credential,
    credentials: [credential],
    events: [event],
    tries: 0,
    wasWell: false,
    failedWith: undefined,
    notBefore: 0,
    state: 'pending',
    fetchedIn: undefined,
    answer: undefined,
    isSuspect: false,
    asked: 0,
    owed: new Set(),
    keptUntil: undefined,
  }
}

/** A lookup as its turn leaves it: what comes of its call later changes nothing in it. */
export function toEnded(entry: Entry): Lookup {
  const { entity, id, credential, events, tries, wasWell, failedWith, notBefore, state, fetchedIn, answer } = entry
  const ends = (event: PendingEvent) => keepSuspicion(deferred('10s'), failedWith, event)
  const end = state === 'answered' && answer !== undefined ? answer : { ends }
  return {
    entity,
    id,
    credential,
    events,
    tries,
    wasWell,
    failedWith,
    notBefore,
    state: 'answered',
    fetchedIn,
    answer: end,
  }
}

/** Parts an entry from the events of its turn, and notes those that its fetch, still under way, will be asked for. */
export function leaveEvents(entry: Entry): void {
  if (entry.state === 'fetching') {
    for (const { thin } of entry.events.slice(0, entry.asked)) entry.owed.add(thin.event_id)
  }
  if (entry.state === 'pending') entry.owed.clear()
  entry.events = []
  entry.asked = 0
  entry.tries = 0
  entry.failedWith = undefined
  entry.notBefore = 0
}
