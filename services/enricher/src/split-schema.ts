import type { RecordSchema } from '@bellhop/records'
import { isAround } from './to-entity-record.ts'

/**
 * Parts the schema of an entity's records: the entity's own fields, and those that all entity records have. The bytes of
 * the one and of the other, one after the other, are those of the record (Avro 1.12, Complex Types: a record is encoded
 * as its fields in their order). Pure.
 *
 * @throws TypeError where an own field stands behind one that all have
 */
export function splitSchema(schema: RecordSchema): { readonly own: RecordSchema; readonly around: RecordSchema } {
  const first = schema.fields.findIndex(({ name }) => isAround(name))
  const [own, around] = [schema.fields.slice(0, first), schema.fields.slice(first)]
  const astray = around.find(({ name }) => !isAround(name))
  if (first < 0 || astray !== undefined) {
    throw new TypeError(`In the schema ${schema.name} all own fields stand before those of all entity records`)
  }
  return { own: { ...schema, fields: own }, around: { ...schema, fields: around } }
}
