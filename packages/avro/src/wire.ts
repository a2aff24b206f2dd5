import { AvroError } from './errors.ts'

const MAGIC = 0

/** Bytes before the payload: the magic byte and the schema id. */
export const WIRE_HEADER_BYTES = 5

/** The five bytes that stand before every payload written with this schema id. */
export function toWireHeader(schemaId: number): Buffer {
  if (!Number.isInteger(schemaId) || schemaId < 0 || schemaId > 0x7fffffff) {
    throw new AvroError(
      'avro.wire',
      `Schema id ${schemaId} does not fit the wire format: give one from 0 to 2147483647`,
    )
  }
  const header = Buffer.alloc(WIRE_HEADER_BYTES)
  header.writeUInt8(MAGIC, 0)
  header.writeInt32BE(schemaId, 1)
  return header
}

/** A record's value in the Confluent wire format: byte 0, schema id as four bytes big-endian, Avro payload. */
export function toWire(schemaId: number, payload: Buffer): Buffer {
  return Buffer.concat([toWireHeader(schemaId), payload])
}

/**
 * Takes a record's value apart. The payload shares its memory with `bytes`.
 *
 * @throws AvroError `avro.wire` for what no Confluent serializer wrote: such a record never becomes readable.
 */
export function fromWire(bytes: Buffer): { readonly schemaId: number; readonly payload: Buffer } {
  if (bytes.length < WIRE_HEADER_BYTES) {
    throw new AvroError('avro.wire', `A value of ${bytes.length} bytes is too short for the wire format's header of 5`)
  }
  const magic = bytes.readUInt8(0)
  if (magic !== MAGIC) {
    throw new AvroError('avro.wire', `The value starts with byte ${magic} instead of 0: it was not written with Avro`)
  }
  const schemaId = bytes.readInt32BE(1)
  if (schemaId < 0) throw new AvroError('avro.wire', `The value names schema id ${schemaId}, which no registry gives`)
  return { schemaId, payload: bytes.subarray(WIRE_HEADER_BYTES) }
}
