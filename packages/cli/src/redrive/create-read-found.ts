import { type Codec, createDeserializer, type Registry } from '@bellhop/avro'
import type { Found } from './found.ts'
import { isOfTheBytes } from './is-of-the-bytes.ts'

/**
 * Creates the reader of records of topics to which others may have written too: one that is none of ours is told of, and
 * the rest is read.
 *
 * The reader throws AvroError of a registry that is away or refuses us.
 */
export function createReadFound<T>(
  registry: Pick<Registry, 'schemaById' | 'knownSchema'>,
  codec: Codec<T>,
): (value: Buffer) => Promise<Found<T>> {
  const decode = createDeserializer(registry, codec)
  return async (value) => {
    try {
      return { record: await decode(value) }
    } catch (error) {
      if (!isOfTheBytes(error)) throw error
      return { unreadable: `it cannot be read (${error.code})` }
    }
  }
}
