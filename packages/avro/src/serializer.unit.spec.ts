import { describe, expect, it } from 'vitest'
import { createCodec } from './codec.ts'
import type { AvroSchema } from './schema.ts'
import { createDeserializer, createSerializer } from './serializer.ts'
import { fromWire } from './wire.ts'

const v1: AvroSchema = { type: 'record', name: 'R', fields: [{ name: 'id', type: 'string' }] }
const v2: AvroSchema = { ...v1, fields: [...v1.fields, { name: 'note', type: ['null', 'string'], default: null }] }
const first = createCodec<{ id: string }>(v1)
const codec = createCodec<{ id: string; note: string | null }>(v2)

/** A registry that knows some ids, and counts what it is asked. */
function registryOf(schemas: Record<number, AvroSchema>) {
  const known = new Map<number, AvroSchema>()
  const asked: number[] = []
  return {
    asked,
    knownSchema: (id: number) => known.get(id),
    schemaById: async (id: number) => {
      asked.push(id)
      const schema = schemas[id]
      if (!schema) throw new Error(`no schema ${id}`)
      known.set(id, schema)
      return schema
    },
  }
}

describe('serializer', () => {
  it('writes the wire format', () => {
    const bytes = createSerializer(codec, 258)({ id: 'a', note: null })

    expect(bytes.subarray(0, 5).toString('hex')).toBe('0000000102')
    expect(codec.decode(fromWire(bytes).payload)).toEqual({ id: 'a', note: null })
  })
})

describe('deserializer', () => {
  it('waits for the first record of a schema, and gives the others at once', async () => {
    const registry = registryOf({ 1: v1, 2: v2 })
    const deserialize = createDeserializer(registry, codec)
    const bytes = createSerializer(first, 1)({ id: 'a' })

    const promised = deserialize(bytes)
    expect(promised).toBeInstanceOf(Promise)
    expect(await promised).toEqual({ id: 'a', note: null })

    expect(deserialize(bytes)).toEqual({ id: 'a', note: null })
    expect(registry.asked).toEqual([1])
  })

  it('reads records of several writers side by side', async () => {
    const registry = registryOf({ 1: v1, 2: v2 })
    const deserialize = createDeserializer(registry, codec)
    const older = createSerializer(first, 1)({ id: 'a' })
    const newer = createSerializer(codec, 2)({ id: 'b', note: 'n' })

    const read: Array<string | null> = []
    for (const bytes of [older, newer, older, newer]) read.push((await deserialize(bytes)).note)

    expect(read).toEqual([null, 'n', null, 'n'])
  })

  it('passes on what the registry says of an id it does not know', async () => {
    const deserialize = createDeserializer(registryOf({}), codec)

    await expect(deserialize(createSerializer(first, 9)({ id: 'a' }))).rejects.toThrow('no schema 9')
  })

  it('refuses what was not written with Avro, without asking', () => {
    const registry = registryOf({})

    expect(() => createDeserializer(registry, codec)(Buffer.from('{"id":"a"}'))).toThrow(
      expect.objectContaining({ code: 'avro.wire' }),
    )
    expect(registry.asked).toEqual([])
  })
})
