import { type AvroField, type AvroType, isUnion } from './schema.ts'

/** What of a field's type other schemas must agree with, each part for itself. */
export type TypeShape = {
  readonly isNullable: boolean
  /** The type without null, logical type, docs and attributes, as text. */
  readonly type: string
  readonly logicalType: string | undefined
  /** What a warehouse makes of it. */
  readonly connectName: unknown
}

/** Takes a field's type apart. A union counts as nullable wherever its null stands. */
export function toTypeShape(field: AvroField): TypeShape {
  const branches = isUnion(field.type) ? field.type : [field.type]
  const others = branches.filter((branch) => !isNull(branch))
  const only = others.length === 1 ? others[0] : undefined
  const annotations = typeof only === 'object' && !isUnion(only) ? only : undefined
  return {
    isNullable: others.length < branches.length,
    type: others.map(toText).toSorted().join(' or ') || 'null',
    logicalType: annotations && toLogicalText(annotations),
    connectName: annotations?.['connect.name'] ?? field['connect.name'],
  }
}

function isNull(type: AvroType): boolean {
  return type === 'null' || (typeof type === 'object' && !isUnion(type) && type.type === 'null')
}

function toText(type: AvroType): string {
  if (typeof type === 'string') return type
  if (isUnion(type)) return `(${type.map(toFullText).join(' or ')})`
  if (type.type === 'array') return `array of ${toFullText(type.items)}`
  if (type.type === 'record') {
    return `record ${type.name} {${type.fields.map((field) => `${field.name}: ${toFullText(field.type)}`).join(', ')}}`
  }
  if (type.type === 'enum') return `enum ${JSON.stringify([type['name'], type['symbols']])}`
  if (type.type === 'fixed') return `fixed ${JSON.stringify([type['name'], type['size']])}`
  if (type.type === 'map') return `map of ${JSON.stringify(type['values'])}`
  return type.type
}

/** Inside a list or a record nothing is told apart: any difference is another type. */
function toFullText(type: AvroType): string {
  const logicalType = typeof type === 'object' && !isUnion(type) ? toLogicalText(type) : undefined
  return logicalType === undefined ? toText(type) : `${toText(type)} as ${logicalType}`
}

function toLogicalText(attributes: Readonly<Record<string, unknown>>): string | undefined {
  const { logicalType, precision, scale = 0 } = attributes
  if (typeof logicalType !== 'string') return undefined
  return precision === undefined ? logicalType : `${logicalType}(${precision},${scale})`
}
