import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { createCodec } from './codec.ts'
import { ensureSubject } from './ensure-subject.ts'
import { openRegistry, type Registry, type RegistryOptions } from './registry.ts'
import type { AvroField, AvroSchema } from './schema.ts'
import { createDeserializer, createSerializer } from './serializer.ts'

const id: AvroField = { name: 'id', type: 'string', doc: 'Its id', mews: 'Id' }
const amount: AvroField = { name: 'amount', type: { type: 'bytes', logicalType: 'decimal', precision: 28, scale: 8 } }
const note: AvroField = { name: 'note', type: ['null', 'string'], default: null }
const json: AvroField = {
  name: 'names',
  type: ['null', { type: 'string', 'connect.name': 'io.debezium.data.Json' }],
  default: null,
}

describe('a real registry', () => {
  let registry: Registry
  const open = (options: Partial<RegistryOptions> = {}) =>
    openRegistry({ url: process.env['BELLHOP_TEST_REGISTRY_URL'] ?? '', ...options })
  const uniqueSubject = () => `bellhop.test.${randomUUID()}-value`
  // The name is unique too, so that ids are given anew and not found from an earlier run.
  const uniqueRecord = () => {
    const name = `R${randomUUID().replaceAll('-', '')}`
    return (...fields: AvroField[]): AvroSchema => ({ type: 'record', name, namespace: 'bellhop.test', fields })
  }

  beforeAll(() => {
    registry = open()
  })

  it('gives a schema back by its id as it was registered, attributes included', async () => {
    const schema: AvroSchema = { ...uniqueRecord()(id, amount, json), doc: 'A record', mews_ignored: ['Address.Id'] }

    const schemaId = await ensureSubject(registry, uniqueSubject(), schema)

    expect(await registry.schemaById(schemaId)).toEqual(schema)
  })

  it('gives the same id when the same is ensured again, by us and by another process', async () => {
    const [subject, schema] = [uniqueSubject(), uniqueRecord()(id)]

    const schemaId = await ensureSubject(registry, subject, schema)

    expect(await ensureSubject(registry, subject, schema)).toBe(schemaId)
    expect(await ensureSubject(open(), subject, schema)).toBe(schemaId)
    expect(await registry.versionsOf(subject)).toEqual([{ id: schemaId, version: 1, schema }])
  })

  it('lets several processes ensure the same new subject at the same time', async () => {
    const [subject, schema] = [uniqueSubject(), uniqueRecord()(id)]

    const ids = await Promise.all(Array.from({ length: 6 }, () => ensureSubject(open(), subject, schema)))

    expect(new Set(ids).size).toBe(1)
    expect(await registry.versionsOf(subject)).toHaveLength(1)
  })

  it('takes a schema that grew, and both versions read each other’s records', async () => {
    const [subject, recordOf] = [uniqueSubject(), uniqueRecord()]
    const older = createCodec<{ id: string }>(recordOf(id))
    const newer = createCodec<{ id: string; note: string | null }>(recordOf(id, note))

    const writeOlder = createSerializer(older, await ensureSubject(registry, subject, older.schema))
    const writeNewer = createSerializer(newer, await ensureSubject(registry, subject, newer.schema))

    const readNewer = createDeserializer(open(), newer)
    const readOlder = createDeserializer(open(), older)
    expect(await readNewer(writeOlder({ id: 'a' }))).toEqual({ id: 'a', note: null })
    expect(await readOlder(writeNewer({ id: 'b', note: 'n' }))).toEqual({ id: 'b' })
  })

  it('keeps a schema that lost a field out by our rule, although the registry would take it', async () => {
    const [subject, recordOf] = [uniqueSubject(), uniqueRecord()]
    await ensureSubject(registry, subject, recordOf(id, note))

    await expect(ensureSubject(registry, subject, recordOf(id))).rejects.toMatchObject({
      code: 'schema.incompatible',
      message: expect.stringContaining('note: field-removed since version 1'),
    })
    expect(await registry.versionsOf(subject)).toHaveLength(1)
  })

  it('refuses others too what breaks the subject, against every version', async () => {
    const [subject, recordOf] = [uniqueSubject(), uniqueRecord()]
    await ensureSubject(registry, subject, recordOf(id))

    await expect(registry.register(subject, recordOf({ ...id, type: 'int' }))).rejects.toMatchObject({
      code: 'schema.incompatible',
      message: expect.stringContaining('409'),
    })
  })

  it('knows neither an id nor a subject that were never registered', async () => {
    const impatient = open({ unknownIdMs: 0 })

    await expect(impatient.schemaById(2_147_483_647)).rejects.toMatchObject({ code: 'registry.not-found' })
    expect(await registry.versionsOf(uniqueSubject())).toEqual([])
  })

  it('refuses what is no Avro', async () => {
    const broken = { type: 'record', name: 'R', fields: [{ name: 'f', type: 'uuid' }] } as const

    await expect(registry.register(uniqueSubject(), broken)).rejects.toMatchObject({ code: 'registry.refused' })
  })
})
