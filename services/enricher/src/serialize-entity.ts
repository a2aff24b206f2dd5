import { createCodec, createSerializer, type Serializer } from '@bellhop/avro'
import type { RecordSchema } from '@bellhop/records'
import { type EntityRecord, isAround } from './to-entity-record.ts'

/**
 * Makes the way from one kind of entity's records to bytes: both parts are put together in the schema's order.
 *
 * An entity's own fields are taken to stand in that order already, as they do when they were mapped by the same schema.
 */
export function createSerializeEntity(schema: RecordSchema, schemaId: number): Serializer<EntityRecord> {
  const codec = createCodec<Readonly<Record<string, unknown>>>(schema)
  const serialize = createSerializer(codec, schemaId)
  const places = schema.fields.map(({ name, mews }) => ({ isOwn: mews !== undefined, around: isAround(name) && name }))
  return ({ own, around }) => {
    const fields = Object.values(own)
    let next = 0
    const values = places.map((place) => {
      const field = place.isOwn ? fields[next++] : undefined
      return place.around === false ? field : around[place.around]
    })
    return serialize(codec.build(values))
  }
}
