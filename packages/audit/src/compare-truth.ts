import { isDeepStrictEqual } from 'node:util'
import { type EntityName, entityOf, type RecordField, type RecordSchema, schemas, toValueType } from '@bellhop/records'
import type { EntityRecord, Ledger } from './ledger.ts'

/** An entity as its source has it. */
export type TrueEntity = {
  readonly entity: EntityName
  readonly id: string
  readonly state: Readonly<Record<string, unknown>>
}

/** What the newest records say, against the truth. */
export type Comparison = {
  readonly compared: number
  /**
   * Entities that an event has named and that cannot be compared: they have no record, or the truth does not hold them.
   * To have given one up, or still to wait for it, is no excuse.
   */
  readonly missing: readonly string[]
  /** Differences, each a sentence with entity, id and field, never a value. */
  readonly differences: readonly string[]
  /** Records that follow a newer state of the same entity. */
  readonly stale: readonly string[]
}

/**
 * Compares the newest record of each entity, field by field and with what is made of its fields, with the truth.
 *
 * Only all of it will do: an entity of which an event still waits is behind, whatever the right it has to be.
 *
 * It reads fields by a way of its own, not by the enricher's mapper, so that a fault there is seen here.
 */
export function compareTruth({ events, entities }: Ledger, truth: Iterable<TrueEntity>): Comparison {
  const missing = new Set(events.map(({ value }) => keyOf(value)))
  const newest = new Map<string, EntityRecord>()
  const stale: string[] = []
  for (const { entity, value } of entities) {
    const key = `${entity} ${value.id}`
    const before = newest.get(key)
    if (before !== undefined && before.changed_at > value.changed_at) stale.push(key)
    newest.set(key, value)
  }
  const differences: string[] = []
  let compared = 0
  for (const { entity, id, state } of truth) {
    const key = `${entity} ${id}`
    const record = newest.get(key)
    if (record === undefined) continue
    missing.delete(key)
    compared += 1
    for (const field of schemas[entity].fields) {
      if (!isSame(field, record[field.name], state)) differences.push(`${key}: ${field.name}`)
    }
    for (const name of findOddEnvelope(record, entity, state)) differences.push(`${key}: ${name}`)
  }
  return { compared, missing: [...missing], differences, stale }
}

function keyOf(event: { readonly discriminator: string; readonly entity_id: string }): string {
  return `${entityOf(event.discriminator)} ${event.entity_id}`
}

/** Names the fields that no field of Mews alone gives and that are not as the truth wants them. */
function findOddEnvelope(record: EntityRecord, entity: EntityName, state: TrueEntity['state']): string[] {
  const { UpdatedUtc, CreatedUtc, IsActive, DeletedUtc } = state
  // A message is never updated.
  const changed = entity === 'message' ? CreatedUtc : (UpdatedUtc ?? CreatedUtc)
  const isDeleted = IsActive === false || (DeletedUtc ?? null) !== null
  const unmapped = record['unmapped'] === null ? {} : JSON.parse(String(record['unmapped']))
  return [
    ...(record.changed_at === Date.parse(String(changed)) ? [] : ['changed_at']),
    ...(record['is_deleted'] === isDeleted ? [] : ['is_deleted']),
    ...(isDeepStrictEqual(unmapped, withoutNamed(state, schemas[entity])) ? [] : ['unmapped']),
  ]
}

/** What is left of an entity without all that its schema names, in Mews's own shape. */
function withoutNamed(state: TrueEntity['state'], { fields, mews_ignored = [] }: RecordSchema): object {
  const rest: object = JSON.parse(JSON.stringify(state))
  for (const path of [...fields.flatMap(({ mews = [] }) => mews), ...mews_ignored]) remove(rest, path.split('.'))
  return rest
}

/** Takes a path out of an object, and what is null or empty on the way to it. */
function remove(object: object, [name = '', ...inner]: readonly string[]): void {
  const value = valueAt(object, name)
  if (inner.length > 0 && typeof value === 'object' && value !== null) remove(value, inner)
  const isGone = value === null || (typeof value === 'object' && Object.keys(value).length === 0)
  if (inner.length === 0 || isGone) Reflect.deleteProperty(object, name)
}

function isSame({ mews, type }: RecordField, found: unknown, state: Readonly<Record<string, unknown>>): boolean {
  if (mews === undefined) return true
  const wanted = mews.split('.').reduce<unknown>(valueAt, state) ?? null
  if (wanted === null || found === null) return wanted === found || mews === 'EnterpriseId'
  const inner = toValueType(type)
  if (typeof inner === 'string') return found === wanted
  if ('logicalType' in inner) {
    if (inner.logicalType === 'timestamp-millis') return found === Date.parse(String(wanted))
    if (inner.logicalType === 'decimal') return isSameAmount(Number(found), Number(wanted))
    return found === wanted
  }
  if ('connect.name' in inner) return JSON.stringify(JSON.parse(String(found))) === JSON.stringify(wanted)
  return JSON.stringify(found) === JSON.stringify(wanted)
}

/** The same number, but for what stands beyond our 8 decimals. */
function isSameAmount(found: number, wanted: number): boolean {
  const [, decimals = ''] = String(wanted).split('.')
  return decimals.length <= 8 ? found === wanted : Math.abs(found - wanted) <= 0.5e-8 + Math.abs(wanted) * 1e-15
}

function valueAt(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined
  return new Map<string, unknown>(Object.entries(value)).get(name)
}
