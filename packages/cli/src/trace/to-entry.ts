import type { EntityName } from '@bellhop/records'
import type { Fields } from '../decode-record.ts'
import { diffRecords } from './diff-records.ts'
import type { Entry, Place } from './entry.ts'

/** What stands on a topic, as far as a trace looks at it. */
export type Found = {
  readonly place: Place
  /** When the record was written, epoch milliseconds. */
  readonly timestamp: number
  readonly value: Fields
  /** Whether the enricher has consumed it; of no meaning where it does not read the topic. */
  readonly isConsumed: boolean
}

/** Makes the entry of an event; one that was written once more is as old as that. Pure. */
export function toEventEntry({ place, timestamp, value, isConsumed }: Found, isRecognised = true): Entry {
  return {
    ...place,
    at: value['record_origin'] === 'webhook' ? Number(value['received_at']) : timestamp,
    kind: 'event',
    eventId: String(value['event_id']),
    discriminator: String(value['discriminator']),
    origin: String(value['record_origin']),
    isRecognised,
    isConsumed,
  }
}

/** Makes the entry of an event that waits, or waited. Pure. */
export function toWaitEntry({ place, timestamp, value, isConsumed }: Found): Entry {
  return {
    ...place,
    at: timestamp,
    kind: 'wait',
    eventId: String(value['event_id']),
    reason: String(value['last_reason']),
    attempts: Number(value['attempts']),
    dueAt: Number(value['not_before']),
    isConsumed,
  }
}

/** Makes the entry of a dead letter. Pure. */
export function toDeadEntry({ place, value }: Found): Entry {
  const { event_id: eventId } = value
  return {
    ...place,
    at: Number(value['failed_at']),
    kind: 'dead-letter',
    id: String(value['id']),
    eventId: typeof eventId === 'string' ? eventId : null,
    reason: String(value['reason']),
    class: String(value['class']),
    detail: String(value['detail']),
  }
}

/** Makes the entry of an entity record, or of a tombstone, with what is new since the record before it. Pure. */
export function toRecordEntry(
  entity: EntityName,
  { place, timestamp, value }: Omit<Found, 'value'> & { readonly value: Fields | null },
  before: Fields | undefined,
): Entry {
  if (value === null) return { ...place, at: timestamp, kind: 'tombstone', entity }
  const { event_ids: eventIds } = value
  return {
    ...place,
    at: timestamp,
    kind: 'record',
    entity,
    fetchedAt: Number(value['fetched_at']),
    changedAt: Number(value['changed_at']),
    isDeleted: value['is_deleted'] === true,
    eventIds: Array.isArray(eventIds) ? eventIds.map(String) : [],
    changes: before === undefined ? undefined : diffRecords(before, value),
  }
}
