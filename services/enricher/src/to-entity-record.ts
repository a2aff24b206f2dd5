import type { Lookup } from './lane-book.ts'
import type { FetchedEntity } from './map-entity.ts'

/** Most events that one record lists. */
export const maxEventsPerRecord = 1_000

/** The record of an entity in two parts, which are put together when it is written. */
export type EntityRecord = {
  /** The entity's own fields, as Avro. */
  readonly own: FetchedEntity['own']
  /** The fields that all entity records have. */
  readonly around: Around
}

/** What all entity records have beside the entity's own fields. */
export type Around = {
  readonly enterprise_id: string
  readonly integration_id: string
  readonly changed_at: number
  readonly is_deleted: boolean
  readonly discriminators: readonly string[]
  readonly event_ids: readonly string[]
  readonly first_received_at: number
  readonly fetched_at: number
  readonly record_origin: string
  readonly unmapped: string | null
}

const aroundNames: Readonly<Record<keyof Around, true>> = {
  enterprise_id: true,
  integration_id: true,
  changed_at: true,
  is_deleted: true,
  discriminators: true,
  event_ids: true,
  first_received_at: true,
  fetched_at: true,
  record_origin: true,
  unmapped: true,
}

/** Whether a field is one of those that all entity records have. */
export function isAround(name: string): name is keyof Around {
  return Object.hasOwn(aroundNames, name)
}

/**
 * Makes the records of an entity: one, or where more than a thousand events wait for it as many as list them all, alike
 * but for the events.
 *
 * @throws TypeError for a lookup that was not answered with an entity
 */
export function toEntityRecords(lookup: Lookup): EntityRecord[] {
  return Array.from({ length: countRecords(lookup) }, (_, nth) => {
    const events = lookup.events.slice(nth * maxEventsPerRecord, (nth + 1) * maxEventsPerRecord)
    return toEntityRecord({ ...lookup, events })
  })
}

/** Counts the records that list the events of an entity. */
export function countRecords({ events }: Pick<Lookup, 'events'>): number {
  return Math.max(1, Math.ceil(events.length / maxEventsPerRecord))
}

/**
 * Makes the record of an entity: what was fetched, and every event that it answers.
 *
 * The enterprise is the entity's own, or where it has none that of the last event.
 *
 * @throws TypeError for a lookup that was not answered with an entity
 */
export function toEntityRecord({ answer, events, entity }: Lookup): EntityRecord {
  const last = events.at(-1)?.thin
  if (answer === undefined || !('entity' in answer) || last === undefined) {
    throw new TypeError(`No ${entity} was fetched for this lookup`)
  }
  const { own, enterpriseId, changedAt, isDeleted, fetchedAt, unmapped } = answer.entity
  const around: Around = {
    enterprise_id: enterpriseId ?? last.enterprise_id,
    integration_id: last.integration_id,
    changed_at: changedAt,
    is_deleted: isDeleted,
    discriminators: [...new Set(events.map(({ thin }) => thin.discriminator))],
    event_ids: events.map(({ thin }) => thin.event_id),
    first_received_at: Math.min(...events.map(({ thin }) => thin.received_at)),
    fetched_at: fetchedAt,
    record_origin: last.record_origin,
    unmapped,
  }
  return { own, around }
}
