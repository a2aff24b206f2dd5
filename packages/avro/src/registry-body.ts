import { AvroError } from './errors.ts'
import { type AvroSchema, isRecordSchema } from './schema.ts'

/** A schema as it stands under a subject. */
export type RegisteredSchema = { readonly id: number; readonly version: number; readonly schema: AvroSchema }

/** The id in `{"id": 7}`. */
export function readId(body: unknown): number {
  return readWhole(body, 'id')
}

/** The level in `{"compatibilityLevel": "FULL"}`. */
export function readLevel(body: unknown): string {
  const level = fieldOf(body, 'compatibilityLevel')
  if (typeof level === 'string') return level
  throw malformed('a compatibility level')
}

/** The numbers of `[1, 2, 3]`. */
export function readVersions(body: unknown): number[] {
  if (Array.isArray(body) && body.every(Number.isInteger)) return body
  throw malformed('a list of versions')
}

/** The schema, its id and version in `{"id": 7, "version": 1, "schema": "…"}`. */
export function readVersion(body: unknown, what: string): RegisteredSchema {
  return { id: readWhole(body, 'id'), version: readWhole(body, 'version'), schema: readSchema(body, what) }
}

/**
 * The schema in `{"schema": "…"}`.
 *
 * @param what - names the schema in errors.
 * @throws AvroError `avro.schema` for what is no Avro record schema: its records are not for us, ever.
 */
export function readSchema(body: unknown, what: string): AvroSchema {
  const text = fieldOf(body, 'schema')
  if (typeof text !== 'string') throw malformed('a schema')
  const schemaType = fieldOf(body, 'schemaType') ?? 'AVRO'
  if (schemaType !== 'AVRO') throw new AvroError('avro.schema', `${what} is ${schemaType}, not Avro`)
  const schema = parse(text)
  if (isRecordSchema(schema)) return schema
  throw new AvroError('avro.schema', `${what} is no Avro record schema`)
}

function readWhole(body: unknown, name: string): number {
  const value = fieldOf(body, name)
  if (typeof value === 'number' && Number.isInteger(value)) return value
  throw malformed(`a whole number in "${name}"`)
}

function fieldOf(body: unknown, name: string): unknown {
  return typeof body === 'object' && body !== null ? Object.entries(body).find(([key]) => key === name)?.[1] : undefined
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function malformed(expected: string): AvroError {
  return new AvroError(
    'registry.malformed',
    `The schema registry answered without ${expected}: is the address right?`,
    true,
  )
}
