import type { types } from 'avsc'
import { toAvroType } from './avro-type.ts'
import { describeMisfit } from './describe-misfit.ts'
import { AvroError } from './errors.ts'
import { lintSchema } from './lint-schema.ts'
import { type AvroSchema, fullNameOf } from './schema.ts'

/** Values of one record schema to bytes and back. */
export type Codec<T> = {
  readonly schema: AvroSchema
  /**
   * The Avro bytes of a value, after `prefix` where one is given (the wire format's header), in one allocation.
   *
   * A field that has a default may be missing and is written as its default. Nothing else is forgiven.
   *
   * @throws AvroError `avro.unfit` for missing, wrong or undeclared fields: their paths and what was expected, never
   * what was found.
   */
  readonly encode: (value: T, prefix?: Buffer) => Buffer
  /**
   * A value from those of its fields, in the schema's order; undefined stands for a field's default. Of a record with
   * many fields it is made and encoded faster than an object put together elsewhere, since V8 knows its shape.
   */
  readonly build: (values: readonly unknown[]) => T
  /**
   * The value of Avro bytes, as plain objects.
   *
   * @param writer - the schema the bytes were made with, when it may differ. What was worked out for a writer is kept
   * by the object's identity: pass the same object each time, as the registry does.
   * @throws AvroError `avro.undecodable` for bytes that are no such record, `avro.unresolvable` for a writer's schema
   * that cannot be read as this one. Neither ever changes for these bytes.
   */
  readonly decode: (bytes: Buffer, writer?: AvroSchema) => T
}

type Decode<T> = (bytes: Buffer) => T

const STRICT = { noUndeclaredFields: true }
const NO_PREFIX = Buffer.alloc(0)
/** Records longer than this are encoded twice, the first time to learn their length. */
const SCRATCH_BYTES = 65_536
const scratch = Buffer.allocUnsafeSlow(SCRATCH_BYTES)

/**
 * Makes the codec of a record schema. Costs about a millisecond: make one per schema and keep it.
 *
 * `T` is the type generated from the same schema; it is not checked against it here.
 *
 * @throws AvroError `avro.schema` for what is not valid Avro, or has unions whose values could be confused.
 */
export function createCodec<T>(schema: AvroSchema): Codec<T> {
  const type = toAvroType(schema, 'never')
  lintSchema(schema)
  const writers = new WeakMap<AvroSchema, Decode<T>>()
  const decodeOwn: Decode<T> = (bytes) => decodeWith(schema, () => type.fromBuffer(bytes))

  function encode(value: T, prefix: Buffer = NO_PREFIX): Buffer {
    if (!type.isValid(value, STRICT)) throw toUnfit(schema, type, value)
    const start = prefix.length
    const end = type.encode(value, scratch, start)
    if (end < 0) return Buffer.concat([prefix, type.toBuffer(value)])
    prefix.copy(scratch)
    return Buffer.from(scratch.subarray(0, end))
  }

  function decode(bytes: Buffer, writer?: AvroSchema): T {
    if (writer === undefined || writer === schema) return decodeOwn(bytes)
    const known = writers.get(writer)
    if (known) return known(bytes)
    const made = createDecode<T>(schema, type, writer)
    writers.set(writer, made)
    return made(bytes)
  }

  const { recordConstructor } = type
  const build = (values: readonly unknown[]): T => Reflect.construct(recordConstructor, values)

  return { schema, encode, build, decode }
}

/** A writer that cannot be read stays so; to find that out once is enough. */
function createDecode<T>(schema: AvroSchema, type: types.RecordType, writer: AvroSchema): Decode<T> {
  try {
    const resolver = type.createResolver(toAvroType(writer, 'auto'))
    return (bytes) => decodeWith(schema, () => type.fromBuffer(bytes, resolver))
  } catch (error) {
    const names = `${fullNameOf(writer)} cannot be read as ${fullNameOf(schema)}`
    const message = `Records of the writer's schema ${names}: ${reasonOf(error)}`
    return () => {
      throw new AvroError('avro.unresolvable', message)
    }
  }
}

function decodeWith<T>(schema: AvroSchema, read: () => T): T {
  try {
    return read()
  } catch (error) {
    throw new AvroError('avro.undecodable', `The bytes are no ${fullNameOf(schema)}: ${reasonOf(error)}`)
  }
}

function toUnfit(schema: AvroSchema, type: types.RecordType, value: unknown): AvroError {
  return new AvroError('avro.unfit', `Not a ${fullNameOf(schema)}: ${describeMisfit(type, value)}`)
}

/** While reading and resolving, avsc speaks of schemas and lengths only, never of values. */
function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
