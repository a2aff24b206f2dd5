import { DECIMAL_PRECISION, DECIMAL_SCALE } from './decimal.ts'
import { AvroError } from './errors.ts'
import { type AvroSchema, type AvroType, fullNameOf, isUnion } from './schema.ts'

/**
 * Refuses the schemas whose values could be taken for something else.
 *
 * Two branches of a union must not look alike in JavaScript (a string and a date, two kinds of number). Maps, enums and
 * fixed are refused because none of our topics may have them: a warehouse cannot load maps, and an enum freezes what
 * Mews may extend.
 *
 * @throws AvroError `avro.schema` that names every field concerned.
 */
export function lintSchema(schema: AvroSchema): void {
  const problems = schema.fields.flatMap((field) => lintType(field.type, field.name))
  if (problems.length > 0) {
    throw new AvroError('avro.schema', `The schema ${fullNameOf(schema)} cannot be used: ${problems.join('; ')}`)
  }
}

function lintType(type: AvroType, path: string): string[] {
  if (typeof type === 'string') return []
  if (isUnion(type)) {
    const kinds = type.map(kindOf)
    const twice = kinds.filter((kind, index) => kinds.indexOf(kind) !== index)
    const own = twice.map((kind) => `${path} has two branches that are a ${kind} in JavaScript`)
    return [...own, ...type.flatMap((branch) => lintType(branch, path))]
  }
  if (type.type === 'array') return lintType(type.items, `${path}[]`)
  if (type.type === 'record') return type.fields.flatMap((field) => lintType(field.type, `${path}.${field.name}`))
  if (type.type === 'enum' || type.type === 'fixed' || type.type === 'map') {
    return [`${path} is of type ${type.type}, which no topic of ours has`]
  }
  if (type.logicalType !== 'decimal') return []
  const isOurs = type.type === 'bytes' && type.precision === DECIMAL_PRECISION && type.scale === DECIMAL_SCALE
  return isOurs ? [] : [`${path} must be decimal(${DECIMAL_PRECISION},${DECIMAL_SCALE}) of bytes`]
}

/** What a value of this type is in JavaScript. */
function kindOf(type: AvroType): string {
  if (isUnion(type)) return 'union'
  if (typeof type === 'string') return KINDS[type] ?? 'object'
  if (type.type === 'array') return 'list'
  if (type.type === 'record') return 'object'
  return type.logicalType === 'date' || type.logicalType === 'decimal' ? 'string' : (KINDS[type.type] ?? 'object')
}

const KINDS: Readonly<Record<string, string>> = {
  null: 'null',
  boolean: 'boolean',
  int: 'number',
  long: 'number',
  float: 'number',
  double: 'number',
  bytes: 'buffer',
  string: 'string',
}
