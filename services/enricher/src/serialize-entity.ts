import { createCodec, type Serializer, toWire } from '@bellhop/avro'
import type { RecordSchema } from '@bellhop/records'
import { splitSchema } from './split-schema.ts'
import type { Around, EntityRecord } from './to-entity-record.ts'

/** Makes the way from one kind of entity's records to bytes: its own fields are bytes already. */
export function createSerializeEntity(schema: RecordSchema, schemaId: number): Serializer<EntityRecord> {
  const header = toWire(schemaId, Buffer.alloc(0))
  const codec = createCodec<Around>(splitSchema(schema).around)
  return ({ own, around }) => codec.encode(around, Buffer.concat([header, own]))
}
