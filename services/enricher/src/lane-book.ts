import type { Credential } from '@bellhop/mews'
import type { EntityName } from '@bellhop/records'
import { type Entry, leaveEvents, toEnded, toEntry } from './book-entry.ts'
import type { End, WaitReason } from './end.ts'
import { createLookupQueue } from './lookup-queue.ts'
import type { FetchedEntity } from './map-entity.ts'
import type { PendingEvent } from './pending-event.ts'
import { toLookupId } from './to-lookup-id.ts'

/** One entity to fetch, and every event of the turn that waits for it, whatever their discriminators. */
export type Lookup = {
  readonly entity: EntityName
  /** In lower case where it is a UUID: an entity named in two cases is asked for once. */
  readonly id: string
  /** The one it is asked for with: of those that its events came with, mostly the first. */
  credential: Credential
  events: PendingEvent[]
  /** How often its call failed in this turn. */
  tries: number
  /** Whether the operation had given a page since it failed last, when this one's call first failed in this turn. */
  wasWell: boolean
  /** How its call failed last in this turn. */
  failedWith: WaitReason | undefined
  /** Monotonic milliseconds before which it is not to be tried again. */
  notBefore: number
  state: 'pending' | 'fetching' | 'answered'
  /** The `traceparent` of the fetch that it was last a part of; undefined where nothing is traced. */
  fetchedIn?: string | undefined
  /** What was fetched, or the end its events come to instead; set when answered. */
  answer: { readonly entity: FetchedEntity } | { readonly ends: (event: PendingEvent) => End } | undefined
}

/**
 * One operation of one credential that has something to fetch. What failed before, with the call that asked for it, is
 * asked for apart from the rest: one id at which Mews always fails must not have the others fail with it.
 */
export type OpenOperation = {
  readonly credential: Credential
  readonly entity: EntityName
  readonly isSuspect: boolean
  /** Pending lookups, oldest first. */
  readonly pending: ReadonlySet<Lookup>
}

/**
 * The lookups of one lane. It outlasts a turn: a fetch that a turn cannot wait for goes on, and what it brings is kept
 * for the events it was made for, until they come out of the retry topic.
 *
 * An entity has one lookup, so of two fetches only the later one's answer is ever given out.
 */
export type LaneBook = {
  readonly lane: string
  /**
   * Adds an event to the lookup of its entity, and has the entity fetched again when its fetch began before: no clock
   * has to be trusted. An event that a turn before handed to that fetch is known by its id, and served by it.
   */
  readonly add: (event: PendingEvent, entity: EntityName, credential: Credential) => void
  /**
   * Operations with pending lookups: those with fresh events first, suspects last, and of each kind the one with the
   * oldest; for every third call by age alone, so that what comes from retry topics is not passed over for ever.
   */
  readonly open: () => OpenOperation[]
  /**
   * Takes up to `most` pending lookups that may be tried now, and marks them as being fetched: those of fresh events
   * first, for every third call the others first.
   */
  readonly take: (operation: OpenOperation, most: number, now: number) => Lookup[]
  /** Puts a lookup back to be fetched again; one that no event waits for any more is forgotten. */
  readonly putBack: (lookup: Lookup) => void
  /**
   * Puts a lookup back to be fetched with the credential of another of its events.
   *
   * @returns false when there is none that may be used, and then nothing is changed
   */
  readonly handOver: (lookup: Lookup, mayUse: (credential: Credential) => boolean) => boolean
  /** Ends a lookup, unless an event has come since its fetch began: then it is pending again. */
  readonly answer: (lookup: Lookup, answer: NonNullable<Lookup['answer']>) => void
  /** Ends a lookup whatever came meanwhile, with the end of each of its events. */
  readonly end: (lookup: Lookup, ends: (event: PendingEvent) => End) => void
  /** Whether every event of the turn has its end. */
  readonly isSettled: () => boolean
  readonly lookups: () => IterableIterator<Lookup>
  /**
   * Ends the turn: gives out its lookups, each answered, and keeps what the turns after will ask for. An event whose
   * fetch is still under way is deferred to the shortest retry topic.
   *
   * @param now - monotonic milliseconds
   */
  readonly endTurn: (now: number) => Lookup[]
  /** How many lookups are kept for events that are to come back. */
  readonly size: () => number
  /** Forgets up to `count` answers that are kept, the oldest first: their events are fetched again. */
  readonly forget: (count: number) => void
}

/** Milliseconds for which an answer is kept: events come back after ten seconds, and a crowd of them is let in by turns. */
const keepMs = 600_000

/** Creates the book of a lane. */
export function createLaneBook(lane: string): LaneBook {
  const lookups = new Map<string, Entry>()
  const queue = createLookupQueue()

  const setAnswered = (entry: Entry, answer: NonNullable<Lookup['answer']>) => {
    queue.leave(entry)
    entry.state = 'answered'
    // What is kept beyond the turn must not hold the whole page that it stands on.
    entry.answer = entry.owed.size > 0 && 'entity' in answer ? { entity: toOwn(answer.entity) } : answer
    entry.keptUntil = undefined
  }
  const putBack = (entry: Entry) => {
    if (entry.events.length === 0) lookups.delete(idOf(entry))
    else queue.add(entry)
  }
  const entryOf = (lookup: Pick<Lookup, 'entity' | 'id'>) => lookups.get(idOf(lookup))

  return {
    lane,
    add: (event, entity, credential) => {
      const id = toLookupId(event.thin.entity_id)
      const known = entryOf({ entity, id })
      if (known === undefined) {
        const entry = toEntry(entity, id, credential, event)
        lookups.set(idOf(entry), entry)
        queue.add(entry)
        return
      }
      if (!known.credentials.some(({ name }) => name === credential.name)) known.credentials.push(credential)
      const isOwed = known.owed.delete(event.thin.event_id)
      if (isOwed && known.state !== 'pending') {
        known.events.unshift(event)
        known.asked += 1
        return
      }
      known.events.push(event)
      if (known.state === 'answered') queue.add(known)
      else if (known.state === 'pending') queue.join(known, event)
    },
    open: queue.open,
    take: queue.take,
    putBack: (lookup) => {
      const entry = entryOf(lookup)
      if (entry !== undefined) putBack(entry)
    },
    handOver: (lookup, mayUse) => {
      const entry = entryOf(lookup)
      const other = entry?.credentials.find(
        (credential) => credential.name !== entry.credential.name && mayUse(credential),
      )
      if (entry === undefined || other === undefined) return false
      queue.leave(entry)
      entry.credential = other
      putBack(entry)
      return true
    },
    answer: (lookup, answer) => {
      const entry = entryOf(lookup)
      if (entry === undefined) return
      if (entry.events.length > entry.asked) queue.add(entry)
      else setAnswered(entry, answer)
    },
    end: (lookup, ends) => {
      const entry = entryOf(lookup)
      if (entry === undefined) return
      // It tells nothing about the entity, so it is nothing to serve the events that are to come back.
      entry.owed.clear()
      entry.asked = entry.events.length
      setAnswered(entry, { ends })
    },
    isSettled: () => {
      for (const { state, events } of lookups.values()) if (state !== 'answered' && events.length > 0) return false
      return true
    },
    lookups: () => lookups.values(),
    endTurn: (now) => {
      const ended: Lookup[] = []
      for (const [key, entry] of lookups) {
        if (entry.events.length > 0) ended.push(toEnded(entry))
        leaveEvents(entry)
        if (entry.state === 'answered') entry.keptUntil ??= now + keepMs
        const isKept = entry.state === 'fetching' || (entry.owed.size > 0 && (entry.keptUntil ?? now) > now)
        if (isKept) continue
        queue.leave(entry)
        lookups.delete(key)
      }
      return firstUnasked(ended)
    },
    size: () => lookups.size,
    forget: (count) => {
      let left = count
      for (const [key, { state }] of lookups) {
        if (left === 0) return
        if (state !== 'answered') continue
        lookups.delete(key)
        left -= 1
      }
    },
  }
}

/**
 * What failed in its call comes after what did not: where one call of suspects goes out at a time, those that were not
 * asked for are the next.
 */
function firstUnasked(lookups: Lookup[]): Lookup[] {
  const failed = lookups.filter(({ failedWith }) => failedWith !== undefined)
  return failed.length === 0 ? lookups : [...lookups.filter((lookup) => lookup.failedWith === undefined), ...failed]
}

function toOwn(entity: FetchedEntity): FetchedEntity {
  return { ...entity, own: Buffer.from(entity.own) }
}

function idOf({ entity, id }: Pick<Lookup, 'entity' | 'id'>): string {
  return `${entity} ${id}`
}
