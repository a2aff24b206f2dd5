import type { Entry } from './book-entry.ts'
import type { OpenOperation } from './lane-book.ts'
import type { PendingEvent } from './pending-event.ts'
import { hasFailed, isFresh } from './suspects.ts'

/** What is pending in a lane, by operation, in the order in which it is asked for. */
export type LookupQueue = {
  /** Sets an entry pending: by what it has been through, it is asked for with the others of its operation or apart. */
  readonly add: (entry: Entry) => void
  /** Takes note of one more event of a pending entry, which keeps its place unless the event makes a suspect of it. */
  readonly join: (entry: Entry, event: PendingEvent) => void
  /** Takes an entry out, wherever it is. */
  readonly leave: (entry: Entry) => void
  /** As a lane's book gives them. */
  readonly open: () => OpenOperation[]
  /** As a lane's book does. */
  readonly take: (operation: OpenOperation, most: number, now: number) => Entry[]
}

/** Of how many calls one is for what has waited, rather than for what is fresh. */
const callsForFresh = 3

type Pending = OpenOperation & { readonly pending: Set<Entry>; readonly fresh: Set<Entry> }

/** Creates a queue of nothing. */
export function createLookupQueue(): LookupQueue {
  const operations = new Map<string, Pending>()
  let calls = 0

  const add = (entry: Entry) => {
    entry.state = 'pending'
    entry.isSuspect = entry.events.some(hasFailed)
    const { credential, entity, isSuspect } = entry
    const key = keyOf(entry)
    let operation = operations.get(key)
    if (operation === undefined) {
      operation = { credential, entity, isSuspect, pending: new Set(), fresh: new Set() }
      operations.set(key, operation)
    }
    operation.pending.add(entry)
    if (entry.events.some(isFresh)) operation.fresh.add(entry)
  }
  const leave = (entry: Entry) => {
    const operation = operations.get(keyOf(entry))
    operation?.pending.delete(entry)
    operation?.fresh.delete(entry)
  }
  const isForWaiting = () => calls % callsForFresh === callsForFresh - 1

  return {
    add,
    leave,
    join: (entry, event) => {
      if (isFresh(event)) operations.get(keyOf(entry))?.fresh.add(entry)
      if (entry.isSuspect || !hasFailed(event)) return
      leave(entry)
      add(entry)
    },
    open: () => {
      const open = [...operations.values()].filter(({ pending }) => pending.size > 0)
      return open.sort(isForWaiting() ? byOldest : byFreshest)
    },
    take: (operation, most, now) => {
      const found = operations.get(keyOf(operation))
      if (found === undefined) return []
      const { pending, fresh } = found
      const taken: Entry[] = []
      const takeOf = (entries: Iterable<Entry>, isWanted: (entry: Entry) => boolean) => {
        for (const entry of entries) {
          if (taken.length === most) return
          if (entry.notBefore > now || !isWanted(entry)) continue
          entry.state = 'fetching'
          entry.asked = entry.events.length
          leave(entry)
          taken.push(entry)
        }
      }
      if (isForWaiting()) takeOf(pending, (entry) => !fresh.has(entry))
      else takeOf(fresh, () => true)
      takeOf(pending, () => true)
      calls += 1
      return taken
    },
  }
}

function keyOf({ entity, credential, isSuspect }: Pick<OpenOperation, 'entity' | 'credential' | 'isSuspect'>): string {
  return `${entity} ${credential.name}${isSuspect ? ' again' : ''}`
}

function byFreshest(a: Pending, b: Pending): number {
  const rankOf = ({ fresh, isSuspect }: Pending) => (isSuspect ? 2 : fresh.size > 0 ? 0 : 1)
  return rankOf(a) - rankOf(b) || byOldest(a, b)
}

function byOldest(a: OpenOperation, b: OpenOperation): number {
  return receivedAt(a) - receivedAt(b)
}

function receivedAt({ pending }: OpenOperation): number {
  for (const { events } of pending) return events[0]?.thin.received_at ?? 0
  return 0
}
