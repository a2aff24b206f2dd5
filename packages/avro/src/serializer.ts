import type { Codec } from './codec.ts'
import type { Registry } from './registry.ts'
import type { AvroSchema } from './schema.ts'
import { fromWire, toWireHeader } from './wire.ts'

/** A value as the bytes of a record's value, in the wire format. */
export type Serializer<T> = (value: T) => Buffer

/**
 * The value of a record in the wire format: at once when the writer's schema is known, else as a promise.
 *
 * A loop over a batch so awaits only the first record of each schema:
 * `const read = deserialize(bytes); const value = read instanceof Promise ? await read : read`.
 * To `await` it always is right too, and costs one turn of the microtask queue per record.
 */
export type Deserializer<T> = (bytes: Buffer) => T | Promise<T>

/**
 * Makes the way from values to bytes for one registered schema. One allocation per record.
 *
 * @param schemaId - what the registry gave for `codec.schema`.
 */
export function createSerializer<T>(codec: Codec<T>, schemaId: number): Serializer<T> {
  const header = toWireHeader(schemaId)
  return (value) => codec.encode(value, header)
}

/**
 * Makes the way from bytes to values, whichever version of the schema they were written with.
 *
 * What it throws (or rejects with) is what `fromWire`, `Codec.decode` and `Registry.schemaById` throw. While the
 * registry is away it waits.
 */
export function createDeserializer<T>(
  registry: Pick<Registry, 'schemaById' | 'knownSchema'>,
  codec: Codec<T>,
): Deserializer<T> {
  let lastId: number | undefined
  let lastWriter: AvroSchema | undefined

  return (bytes) => {
    const { schemaId, payload } = fromWire(bytes)
    const writer = schemaId === lastId ? lastWriter : registry.knownSchema(schemaId)
    if (writer === undefined) return registry.schemaById(schemaId).then((schema) => codec.decode(payload, schema))
    lastId = schemaId
    lastWriter = writer
    return codec.decode(payload, writer)
  }
}
