import { toAvroType } from './avro-type.ts'
import { type AvroField, type AvroSchema, fullNameOf } from './schema.ts'
import { toTypeShape } from './type-shape.ts'

/** The names of the rules; stable, because the build and the registry's refusals show them. */
export type IncompatibilityRule =
  | 'record-renamed'
  | 'field-removed'
  | 'added-without-default'
  | 'default-removed'
  | 'default-changed'
  | 'became-nullable'
  | 'became-required'
  | 'type-changed'
  | 'logical-type-changed'
  | 'connect-name-changed'
  | 'unresolvable'

/** One reason why two schemas cannot live under one subject. `field` is the record's name where none is concerned. */
export type Incompatibility = { readonly field: string; readonly rule: IncompatibilityRule; readonly detail: string }

/**
 * Everything in `newer` that breaks what `older` promised; empty when the two can live under one subject.
 *
 * Avro's FULL compatibility (each reads what the other wrote) for flat records, and stricter: no field is ever removed,
 * no default changes, and no warehouse column does (`connect.name`). The order of fields, `doc` and other attributes
 * do not matter. In the end avsc is asked for a second opinion, which counts where our rules found nothing.
 *
 * @throws AvroError `avro.schema` when one of the two is not valid Avro.
 */
export function checkCompatibility(older: AvroSchema, newer: AvroSchema): Incompatibility[] {
  const newerFields = new Map(newer.fields.map((field) => [field.name, field]))
  const olderNames = new Set(older.fields.map((field) => field.name))
  const found = [
    ...checkRecord(older, newer),
    ...older.fields.flatMap((field) => checkField(field, newerFields.get(field.name))),
    ...newer.fields.filter((field) => !olderNames.has(field.name)).flatMap(checkAdded),
  ]
  return found.length > 0 ? found : checkResolution(older, newer)
}

function checkRecord(older: AvroSchema, newer: AvroSchema): Incompatibility[] {
  const [from, to] = [fullNameOf(older), fullNameOf(newer)]
  if (from !== to) return [{ field: to, rule: 'record-renamed', detail: `${from} became ${to}` }]
  return compare(to, 'connect-name-changed', older['connect.name'], newer['connect.name'])
}

function checkField(older: AvroField, newer: AvroField | undefined): Incompatibility[] {
  const field = older.name
  if (!newer) return [{ field, rule: 'field-removed', detail: 'a field stays for ever' }]
  const before = toTypeShape(older)
  const after = toTypeShape(newer)

  return [
    ...checkNullable(field, before.isNullable, after.isNullable),
    ...compare(field, 'type-changed', before.type, after.type),
    ...compare(field, 'logical-type-changed', before.logicalType, after.logicalType),
    ...compare(field, 'connect-name-changed', before.connectName, after.connectName),
    ...checkDefault(older, newer),
  ]
}

function checkNullable(field: string, was: boolean, is: boolean): Incompatibility[] {
  if (was === is) return []
  if (is) return [{ field, rule: 'became-nullable', detail: 'who reads with the older schema cannot read null' }]
  return [{ field, rule: 'became-required', detail: 'older records may hold null' }]
}

function checkDefault(older: AvroField, newer: AvroField): Incompatibility[] {
  if (older.default === undefined) return []
  if (newer.default !== undefined) return compare(newer.name, 'default-changed', older.default, newer.default)
  return [{ field: newer.name, rule: 'default-removed', detail: 'records written before the field came need it' }]
}

function checkAdded(field: AvroField): Incompatibility[] {
  if (field.default !== undefined) return []
  const detail = 'records written before have no value for it: give it a default'
  return [{ field: field.name, rule: 'added-without-default', detail }]
}

function checkResolution(older: AvroSchema, newer: AvroSchema): Incompatibility[] {
  const [was, is] = [toAvroType(older, 'auto'), toAvroType(newer, 'auto')]
  const readings = [
    { reader: is, writer: was, detail: 'the newer schema cannot read older records' },
    { reader: was, writer: is, detail: 'the older schema cannot read newer records' },
  ]
  return readings.flatMap(({ reader, writer, detail }) => {
    try {
      reader.createResolver(writer)
      return []
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      return [{ field: fullNameOf(newer), rule: 'unresolvable', detail: `${detail}: ${reason}` }]
    }
  })
}

function compare(field: string, rule: IncompatibilityRule, before: unknown, after: unknown): Incompatibility[] {
  const [was, is] = [toText(before), toText(after)]
  return was === is ? [] : [{ field, rule, detail: `${was} became ${is}` }]
}

function toText(value: unknown): string {
  if (value === undefined) return 'none'
  return typeof value === 'string' ? value : JSON.stringify(value)
}
