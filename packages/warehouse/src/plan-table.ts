import { quoteName, quoteText } from './quote.ts'
import type { WarehouseTable } from './tables.ts'
import { type Column, toColumn } from './to-column.ts'

/** A table as the database has it. */
export type ExistingTable = {
  readonly comment: string | null
  readonly columns: ReadonlyArray<
    Omit<Column, 'comment'> & { readonly comment: string | null; readonly hasDefault: boolean }
  >
  /** Names of the primary key's columns; empty where there is none. */
  readonly primaryKey: readonly string[]
}

/** What is to be done to a table. */
export type TablePlan = {
  readonly table: string
  readonly isMissing: boolean
  /** SQL that adds what is missing. It drops, narrows and rewrites nothing. */
  readonly statements: readonly string[]
  /** What no addition mends, each a sentence with the SQL that a person may run. */
  readonly differences: readonly string[]
}

/**
 * Says what makes a table of the database as it is wanted.
 *
 * @param existing - undefined where the database has no such table
 */
export function planTable(database: string, { name, schema }: WarehouseTable, existing?: ExistingTable): TablePlan {
  const table = `${quoteName(database)}.${quoteName(name)}`
  const columns = schema.fields.map(toColumn)
  if (existing === undefined) {
    const statements = [
      `create table ${table} (\n${columns.map((column) => `  ${toDefinition(column)}`).join(',\n')},\n  primary key ("id")\n)`,
      toTableComment(table, schema.doc),
      ...columns.map((column) => toComment(table, column)),
    ]
    return { table: name, isMissing: true, statements, differences: [] }
  }
  const found = new Map(existing.columns.map((column) => [column.name, column]))
  const statements = existing.comment === schema.doc ? [] : [toTableComment(table, schema.doc)]
  const differences: string[] = []
  for (const column of columns) {
    const has = found.get(column.name)
    // Rows that are there already have no value for it, so it is nullable whatever the schema says.
    if (has === undefined) {
      statements.push(`alter table ${table} add column ${toDefinition({ ...column, isRequired: false })}`)
    } else if (has.type !== column.type) differences.push(tellType(table, name, column, has.type))
    if (has?.comment !== column.comment) statements.push(toComment(table, column))
  }
  return {
    table: name,
    isMissing: false,
    statements,
    differences: [...differences, ...findObstacles(table, name, columns, existing)],
  }
}

function toDefinition({ name, type, isRequired }: Column): string {
  return `${quoteName(name)} ${type}${isRequired ? ' not null' : ''}`
}

function toTableComment(table: string, doc: string): string {
  return `comment on table ${table} is ${quoteText(doc)}`
}

function toComment(table: string, { name, comment }: Column): string {
  return `comment on column ${table}.${quoteName(name)} is ${quoteText(comment)}`
}

/** How a column that the connector has added by itself becomes what it would be had it been added before. */
const conversions = new Map([
  ['timestamp without time zone', (column: string) => `${column} at time zone 'UTC'`],
  ['json', (column: string) => `${column}::jsonb`],
])

function tellType(table: string, tableName: string, { name, type }: Column, found: string): string {
  const convert = conversions.get(found.replace(/\(\d\)/, ''))
  const column = quoteName(name)
  const using = convert === undefined ? '' : ` using ${convert(column)}`
  return `${tableName}.${name} is ${found}, not ${type}: alter table ${table} alter column ${column} type ${type}${using}`
}

/** What would make every upsert fail. */
function findObstacles(
  table: string,
  name: string,
  columns: readonly Column[],
  { columns: found, primaryKey }: ExistingTable,
): string[] {
  const wanted = new Map(columns.map((column) => [column.name, column]))
  const strict = found.filter(
    (column) => column.isRequired && !column.hasDefault && !wanted.get(column.name)?.isRequired,
  )
  return [
    ...(primaryKey.join() === 'id'
      ? []
      : [`${name} has no primary key of id alone: alter table ${table} add primary key ("id")`]),
    ...strict.map(
      (column) =>
        `${name}.${column.name} may not be null, but rows come without it: alter table ${table} alter column ${quoteName(column.name)} drop not null`,
    ),
  ]
}
