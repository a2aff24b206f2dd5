import avro, { type types } from 'avsc'
import { AvroError } from './errors.ts'
import { guardTypes } from './guarded-types.ts'
import { logicalTypes } from './logical-types.ts'
import { makePlain } from './plain-records.ts'
import { type AvroSchema, fullNameOf } from './schema.ts'

/**
 * avsc's type for a record schema, set up as all of ours are.
 *
 * @param unions - `never` where values are written by this type: ambiguous unions are refused; `auto` where it only says
 * how foreign bytes are laid out.
 * @throws AvroError `avro.schema` for what is no valid Avro.
 */
export function toAvroType(schema: AvroSchema, unions: 'never' | 'auto'): types.RecordType {
  // A copy, because avsc's typings want arrays that can be changed.
  const copy = JSON.parse(JSON.stringify(schema))
  try {
    const type = avro.Type.forSchema(copy, {
      logicalTypes,
      typeHook: guardTypes,
      wrapUnions: unions,
      omitRecordMethods: true,
    })
    makePlain(type)
    if (type.typeName === 'record') return type as types.RecordType
  } catch (error) {
    // A schema holds no guest data, so here avsc may say what it found.
    const reason = error instanceof Error ? error.message : String(error)
    throw new AvroError('avro.schema', `The schema ${fullNameOf(schema)} is not valid Avro: ${reason}`)
  }
  throw new AvroError('avro.schema', `The schema ${schema.name} is no record schema`)
}
