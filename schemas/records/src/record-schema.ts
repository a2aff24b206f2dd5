/** Value types a field may have: flat, so that a record is a row in any warehouse. */
export type ValueType =
  | 'string'
  | 'boolean'
  | 'int'
  | 'long'
  | 'double'
  | 'bytes'
  | { readonly type: 'string'; readonly 'connect.name': 'io.debezium.data.Json' }
  | { readonly type: 'long'; readonly logicalType: 'timestamp-millis' }
  | { readonly type: 'int'; readonly logicalType: 'date' }
  | { readonly type: 'bytes'; readonly logicalType: 'decimal'; readonly precision: number; readonly scale: number }
  | { readonly type: 'array'; readonly items: 'string' }

/** One field of a record schema; `mews` is the dotted path of its source in the Mews entity, where it has one. */
export type RecordField = {
  readonly name: string
  readonly type: ValueType | readonly ['null', ValueType]
  readonly default?: null
  readonly mews?: string
  readonly doc: string
}

/** The type of a field's values, where there is one: null beside it says only that there may be none. */
export function toValueType(type: RecordField['type']): ValueType {
  return isNullable(type) ? type[1] : type
}

function isNullable(type: RecordField['type']): type is readonly ['null', ValueType] {
  return Array.isArray(type)
}

/**
 * Avro record schema of one of our topics.
 *
 * `mews_ignored` lists the paths of the Mews entity that are known and deliberately not kept.
 */
export type RecordSchema = {
  readonly type: 'record'
  readonly name: string
  readonly namespace: string
  readonly doc: string
  readonly mews_ignored?: readonly string[]
  readonly fields: readonly RecordField[]
}
