import type { Lookup } from './lane-book.ts'

/** Most events that one record lists. */
export const maxEventsPerRecord = 1_000

/**
 * Makes the records of an entity: one, or where more than a thousand events wait for it as many as list them all, alike
 * but for the events.
 *
 * @throws TypeError for a lookup that was not answered with an entity
 */
export function toEntityRecords(lookup: Lookup): Array<Readonly<Record<string, unknown>>> {
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
export function toEntityRecord({ answer, events, entity }: Lookup): Readonly<Record<string, unknown>> {
  const last = events.at(-1)?.thin
  if (answer === undefined || !('entity' in answer) || last === undefined) {
    throw new TypeError(`No ${entity} was fetched for this lookup`)
  }
  const { fields, changedAt, isDeleted, fetchedAt, unmapped } = answer.entity
  return {
    ...fields,
    enterprise_id: fields['enterprise_id'] ?? last.enterprise_id,
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
}
