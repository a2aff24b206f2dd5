import type { Database } from './open-database.ts'
import type { ExistingTable } from './plan-table.ts'

/** What the database has of a table; undefined where there is none of that name. */
export async function readTable(database: Database, schema: string, name: string): Promise<ExistingTable | undefined> {
  const [table] = await database.query(
    `select c.oid::int as oid, obj_description(c.oid, 'pg_class') as comment
       from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = $1 and c.relname = $2 and c.relkind in ('r', 'p')`,
    [schema, name],
  )
  if (table === undefined) return undefined
  const columns = await database.query(
    `select attname as name, format_type(atttypid, atttypmod) as type, attnotnull as required, atthasdef or attidentity <> '' as filled,
            col_description(attrelid, attnum) as comment
       from pg_attribute where attrelid = $1 and attnum > 0 and not attisdropped order by attnum`,
    [table['oid']],
  )
  const keys = await database.query(
    `select a.attname as name from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any(i.indkey)
      where i.indrelid = $1 and i.indisprimary order by array_position(i.indkey::int[], a.attnum::int)`,
    [table['oid']],
  )
  return {
    comment: toText(table['comment']),
    columns: columns.map((column) => ({
      name: String(column['name']),
      type: String(column['type']),
      isRequired: column['required'] === true,
      hasDefault: column['filled'] === true,
      comment: toText(column['comment']),
    })),
    primaryKey: keys.map((key) => String(key['name'])),
  }
}

function toText(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}
