import type { EntityRecord } from '@bellhop/audit'
import { type EntityName, type RecordField, type RecordSchema, schemas } from '@bellhop/records'
import type { Database } from '@bellhop/warehouse'

/** All rows of an entity's table as records: times in milliseconds, days, amounts and JSON as text. */
export async function readRows(database: Database, entity: EntityName): Promise<EntityRecord[]> {
  const columns = schemas[entity].fields.map((field) => `${toExpression(field)} as "${field.name}"`)
  const rows = await database.query(`select ${columns.join(', ')} from bellhop.${entity.replaceAll('-', '_')}`)
  return rows.map((row) => ({
    ...sortJson(schemas[entity], row),
    id: String(row['id']),
    changed_at: Number(row['changed_at']),
    fetched_at: Number(row['fetched_at']),
    event_ids: toTexts(row['event_ids']),
    discriminators: toTexts(row['discriminators']),
  }))
}

/** JSON with its names in order, since `jsonb` has another one of its own. */
function sortJson({ fields }: RecordSchema, row: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const texts = fields.filter(({ type }) => JSON.stringify(type).includes('Json')).map(({ name }) => name)
  const sorted = texts.flatMap((name) => {
    const text = row[name]
    return typeof text === 'string' ? [[name, JSON.stringify(sortNames(JSON.parse(text)))] as const] : []
  })
  return { ...row, ...Object.fromEntries(sorted) }
}

function toExpression({ name, type }: RecordField): string {
  const [inner] = Array.isArray(type) ? type.slice(1) : [type]
  if (typeof inner !== 'object') return `"${name}"`
  if ('connect.name' in inner) return `"${name}"::text`
  if (inner.logicalType === 'timestamp-millis') return `(extract(epoch from "${name}") * 1000)::float8`
  return inner.logicalType === undefined ? `"${name}"` : `"${name}"::text`
}

function toTexts(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : []
}

/** The same with the names of every object in order: `jsonb` keeps none. */
export function sortNames<T>(value: T): T {
  return JSON.parse(JSON.stringify(value, (_name, inner: unknown) => (isObject(inner) ? sorted(inner) : inner)))
}

function sorted(object: object): object {
  return Object.fromEntries(Object.entries(object).sort(([one], [other]) => (one < other ? -1 : 1)))
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
