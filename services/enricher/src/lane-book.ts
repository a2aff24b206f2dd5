import type { Credential } from '@bellhop/mews'
import type { EntityName } from '@bellhop/records'
import type { End } from './end.ts'
import type { FetchedEntity } from './map-entity.ts'
import type { PendingEvent } from './pending-event.ts'

/** One entity to fetch, and every event of the turn that waits for it, whatever their discriminators. */
export type Lookup = {
  readonly entity: EntityName
  readonly id: string
  readonly credential: Credential
  readonly events: PendingEvent[]
  /** How often its call failed in this turn. */
  tries: number
  /** Monotonic milliseconds before which it is not to be tried again. */
  notBefore: number
  state: 'pending' | 'fetching' | 'answered'
  /** What was fetched, or the end its events come to instead; set when answered. */
  answer: { readonly entity: FetchedEntity } | { readonly ends: (event: PendingEvent) => End } | undefined
}

/** One operation of one credential that has something to fetch. */
export type OpenOperation = {
  readonly credential: Credential
  readonly entity: EntityName
  /** Pending lookups, oldest first. */
  readonly pending: ReadonlySet<Lookup>
}

/** The lookups of one lane in one turn. */
export type LaneBook = {
  /**
   * Adds an event to the lookup of its entity, and has the entity fetched again when its fetch began before: no clock
   * has to be trusted.
   */
  readonly add: (event: PendingEvent, entity: EntityName, credential: Credential) => void
  /** Operations with pending lookups, the one with the oldest first. */
  readonly open: () => OpenOperation[]
  /** Takes up to `most` pending lookups that may be tried now, oldest first, and marks them as being fetched. */
  readonly take: (operation: OpenOperation, most: number, now: number) => Lookup[]
  /** Puts a lookup back to be fetched again; nothing happens where it was ended while it was fetched, as with an answer. */
  readonly putBack: (lookup: Lookup) => void
  /** Ends a lookup, unless an event has come since its fetch began: then it is pending again. */
  readonly answer: (lookup: Lookup, answer: NonNullable<Lookup['answer']>) => void
  /**
   * Ends a lookup whether it is pending or being fetched, with the end of each of its events. What comes of a call that
   * is still under way for it changes nothing any more.
   */
  readonly end: (lookup: Lookup, ends: (event: PendingEvent) => End) => void
  readonly lookups: () => IterableIterator<Lookup>
}

/** Creates the book of a lane for a turn. */
export function createLaneBook(): LaneBook {
  const lookups = new Map<string, Lookup>()
  const operations = new Map<string, OpenOperation & { readonly pending: Set<Lookup> }>()
  const stale = new Set<Lookup>()

  const setPending = (lookup: Lookup) => {
    lookup.state = 'pending'
    const { credential, entity } = lookup
    const key = keyOf(lookup)
    let operation = operations.get(key)
    if (operation === undefined) {
      operation = { credential, entity, pending: new Set() }
      operations.set(key, operation)
    }
    operation.pending.add(lookup)
  }

  const isListed = (lookup: Lookup) => lookups.get(idOf(lookup)) === lookup

  return {
    add: (event, entity, credential) => {
      const id = event.thin.entity_id
      const key = idOf({ entity, id })
      const known = lookups.get(key)
      if (known === undefined) {
        const lookup: Lookup = {
          entity,
          id,
          credential,
          events: [event],
          tries: 0,
          notBefore: 0,
          state: 'pending',
          answer: undefined,
        }
        lookups.set(key, lookup)
        setPending(lookup)
        return
      }
      known.events.push(event)
      if (known.state === 'fetching') stale.add(known)
      if (known.state === 'answered') setPending(known)
    },
    open: () => [...operations.values()].filter(({ pending }) => pending.size > 0).sort(byOldest),
    take: (operation, most, now) => {
      const taken: Lookup[] = []
      const pending = operations.get(keyOf(operation))?.pending ?? new Set()
      for (const lookup of pending) {
        if (taken.length === most) break
        if (lookup.notBefore > now) continue
        lookup.state = 'fetching'
        pending.delete(lookup)
        taken.push(lookup)
      }
      return taken
    },
    putBack: (lookup) => {
      if (!isListed(lookup)) return
      stale.delete(lookup)
      setPending(lookup)
    },
    answer: (lookup, answer) => {
      if (!isListed(lookup)) return
      if (stale.delete(lookup)) return setPending(lookup)
      lookup.state = 'answered'
      lookup.answer = answer
    },
    end: (lookup, ends) => {
      if (!isListed(lookup)) return
      stale.delete(lookup)
      operations.get(keyOf(lookup))?.pending.delete(lookup)
      // Its call holds the lookup that is replaced here, so that it cannot answer for what is fetched later.
      lookups.set(idOf(lookup), { ...lookup, state: 'answered', answer: { ends } })
    },
    lookups: () => lookups.values(),
  }
}

function idOf({ entity, id }: Pick<Lookup, 'entity' | 'id'>): string {
  return `${entity} ${id}`
}

function keyOf({ entity, credential }: Pick<Lookup, 'entity' | 'credential'>): string {
  return `${entity} ${credential.name}`
}

function byOldest(a: OpenOperation, b: OpenOperation): number {
  return receivedAt(a) - receivedAt(b)
}

function receivedAt({ pending }: OpenOperation): number {
  for (const { events } of pending) return events[0]?.thin.received_at ?? 0
  return 0
}
