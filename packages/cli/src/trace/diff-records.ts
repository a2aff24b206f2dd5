import { isDeepStrictEqual } from 'node:util'
import type { Fields } from '../decode-record.ts'
import type { FieldChange } from './entry.ts'

/** Fields that say how a record came to be, not how the entity is. */
const envelope: ReadonlySet<string> = new Set([
  'event_ids',
  'discriminators',
  'first_received_at',
  'fetched_at',
  'record_origin',
  'integration_id',
])

/** Finds the fields of an entity that differ between two records of it, in the order of the schema. Pure. */
export function diffRecords(before: Fields, after: Fields): readonly FieldChange[] {
  const names = new Set([...Object.keys(after), ...Object.keys(before)])
  return [...names]
    .filter((field) => !envelope.has(field) && !isDeepStrictEqual(before[field] ?? null, after[field] ?? null))
    .map((field) => ({ field, before: before[field] ?? null, after: after[field] ?? null }))
}
