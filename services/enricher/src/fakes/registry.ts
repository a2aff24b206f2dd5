import {
  AvroError,
  type AvroSchema,
  createCodec,
  createSerializer,
  type Registry,
  type Serializer,
} from '@bellhop/avro'
import { type RecordName, type RecordTypes, schemas, topicNames, topicSpecs } from '@bellhop/records'

/** The topics of the fakes. */
export const topics = topicNames('mews')

const names = Object.keys(schemas) as RecordName[]
const idOf = (name: RecordName) => names.indexOf(name) + 1

/** The schema's id for each topic, as the fake registry gives them. */
export const schemaIds: ReadonlyMap<string, number> = new Map(
  topicSpecs({ prefix: 'mews', partitions: 1 }).map(({ topic, recordName }) => [topic, idOf(recordName)]),
)

/** A registry that knows our schemas and nothing else; like the real one it has at hand only what it was asked for. */
export function createFakeRegistry(): Pick<Registry, 'schemaById' | 'knownSchema'> {
  const known = new Map<number, AvroSchema>()
  return {
    knownSchema: (id) => known.get(id),
    schemaById: async (id) => {
      const name = names[id - 1]
      if (name === undefined) throw new AvroError('registry.not-found', `Schema ${id} is not in the registry`)
      known.set(id, schemas[name])
      return schemas[name]
    },
  }
}

/** Writes records of a kind as they stand on our topics. */
export function serializerOf<N extends RecordName>(name: N): Serializer<RecordTypes[N]> {
  return createSerializer(createCodec<RecordTypes[N]>(schemas[name]), idOf(name))
}

/** Reads them again; the schema is the writer's own. */
export function readerOf<N extends RecordName>(name: N): (bytes: Buffer | null) => RecordTypes[N] {
  const codec = createCodec<RecordTypes[N]>(schemas[name])
  return (bytes) => codec.decode((bytes ?? Buffer.alloc(0)).subarray(5))
}
