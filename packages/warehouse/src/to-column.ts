import type { RecordField, ValueType } from '@bellhop/records'

/** A column as PostgreSQL describes it. */
export type Column = {
  readonly name: string
  /** As `format_type` of PostgreSQL writes it. */
  readonly type: string
  readonly isRequired: boolean
  readonly comment: string
}

/** The column of a record's field; its comment is the field's documentation. */
export function toColumn({ name, type, doc }: RecordField): Column {
  if (isUnion(type)) return { name, type: toSqlType(type[1]), isRequired: false, comment: doc }
  return { name, type: toSqlType(type), isRequired: true, comment: doc }
}

const plainTypes = {
  string: 'text',
  boolean: 'boolean',
  int: 'integer',
  long: 'bigint',
  double: 'double precision',
  bytes: 'bytea',
} as const

function toSqlType(type: ValueType): string {
  if (typeof type === 'string') return plainTypes[type]
  if ('connect.name' in type) return 'jsonb'
  if ('items' in type) return 'text[]'
  switch (type.logicalType) {
    case 'timestamp-millis':
      return 'timestamp with time zone'
    case 'date':
      return 'date'
    case 'decimal':
      return `numeric(${type.precision},${type.scale})`
  }
}

function isUnion(type: RecordField['type']): type is readonly ['null', ValueType] {
  return Array.isArray(type)
}
