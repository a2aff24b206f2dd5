import { createCodec, createDeserializer, type Registry } from '@bellhop/avro'
import type { InputRecord } from '@bellhop/kafka'
import { type RecordName, schemas } from '@bellhop/records'
import { describeError } from '@bellhop/runtime'

/** A record's value by its fields; null for a tombstone. */
export type Fields = Readonly<Record<string, unknown>>

/** What a record says, or why that cannot be read. */
export type DecodedRecord =
  | { readonly value: Fields | null; readonly problem?: undefined }
  | { readonly value: null; readonly problem: string }

/** Decodes the records of our topics; what cannot be read is told, never thrown, but for a registry that refuses us. */
export type DecodeRecord = (recordName: RecordName, record: Pick<InputRecord, 'value'>) => Promise<DecodedRecord>

/** Codes of what is the record's own fault. */
const ofTheRecord: ReadonlySet<unknown> = new Set([
  'avro.wire',
  'avro.undecodable',
  'avro.unresolvable',
  'avro.schema',
  'registry.not-found',
])

/** Makes the way from records to their fields. */
export function createDecodeRecord(registry: Registry): DecodeRecord {
  const readers = new Map<RecordName, ReturnType<typeof createDeserializer<Fields>>>()
  return async (recordName, { value }) => {
    if (value === null) return { value: null }
    const read = readers.get(recordName) ?? createDeserializer(registry, createCodec<Fields>(schemas[recordName]))
    readers.set(recordName, read)
    try {
      return { value: await read(value) }
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && ofTheRecord.has(error.code))) throw error
      return { value: null, problem: describeError(error) }
    }
  }
}
