/** The types that Avro has without being told. */
export type AvroPrimitive = 'null' | 'boolean' | 'int' | 'long' | 'float' | 'double' | 'bytes' | 'string'

/** A primitive with attributes: a logical type, or `connect.name` for the warehouse's column. */
export type AvroAnnotated = {
  readonly type: AvroPrimitive
  readonly logicalType?: string
  readonly precision?: number
  readonly scale?: number
  readonly [attribute: string]: unknown
}

/** Types that a foreign schema may have and ours may not: `createCodec` refuses them. */
export type AvroForeign = {
  readonly type: 'enum' | 'fixed' | 'map'
  readonly [attribute: string]: unknown
}

/** A list of one type. */
export type AvroArray = {
  readonly type: 'array'
  readonly items: AvroType
  readonly [attribute: string]: unknown
}

/** Whatever may stand as the type of a field: a name, a type with attributes, or a union. */
export type AvroType =
  | AvroPrimitive
  | (string & {})
  | AvroAnnotated
  | AvroArray
  | AvroForeign
  | AvroSchema
  | readonly AvroType[]

/** One field of a record. Attributes that Avro does not know (`mews`) are kept and mean nothing here. */
export type AvroField = {
  readonly name: string
  readonly type: AvroType
  readonly doc?: string
  readonly default?: unknown
  readonly [attribute: string]: unknown
}

/** A record schema as it stands in an .avsc file. */
export type AvroSchema = {
  readonly type: 'record'
  readonly name: string
  readonly namespace?: string
  readonly doc?: string
  readonly fields: readonly AvroField[]
  readonly [attribute: string]: unknown
}

/** True for what a registry may hand out as a record schema: enough to walk its fields without surprise. */
export function isRecordSchema(value: unknown): value is AvroSchema {
  if (typeof value !== 'object' || value === null) return false
  if (!('type' in value) || value.type !== 'record') return false
  if (!('name' in value) || typeof value.name !== 'string') return false
  if (!('fields' in value) || !Array.isArray(value.fields)) return false
  return value.fields.every(isField)
}

/** The record's name with its namespace, as Avro compares it. */
export function fullNameOf(schema: AvroSchema): string {
  if (schema.name.includes('.') || !schema.namespace) return schema.name
  return `${schema.namespace}.${schema.name}`
}

/** True for a union; `Array.isArray` alone does not narrow a readonly array. */
export function isUnion(type: AvroType): type is readonly AvroType[] {
  return Array.isArray(type)
}

function isField(value: unknown): boolean {
  return (
    typeof value === 'object' && value !== null && 'name' in value && typeof value.name === 'string' && 'type' in value
  )
}
