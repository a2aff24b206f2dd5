import { crc32c } from '@node-rs/crc32'
import {
  type ByteWriter,
  maxVarIntBytes,
  sizeOfVarInt,
  writeBytes,
  writeInt16,
  writeInt32,
  writeInt64,
  writeVarInt,
} from './byte-writer.ts'
import type { OutgoingRecord } from './record.ts'

/** Who wrote a batch, and where it stands in what this producer wrote to the partition. */
export type BatchStamp = {
  readonly producerId: bigint
  readonly producerEpoch: number
  /** See {@link followSequence}. */
  readonly baseSequence: number
  /** Epoch milliseconds, of every record in it. */
  readonly timestamp: number
  /** Whether it is part of a transaction: readers of what is committed wait for its end. Default false. */
  readonly isTransactional?: boolean
}

/** Bytes before the records of a batch. */
const headerBytes = 61
/** Where the part begins that the checksum is of, and where the checksum stands. */
const checkedFrom = 21
const checksumAt = 17
/** The bit of a batch's attributes that says that it is part of a transaction. */
const transactional = 0x10
const none: ReadonlyArray<readonly [string, string]> = []
/** Bytes around a record: its length, attributes, time, place, the lengths of key and value, the count of headers. */
const aroundRecord = 1 + 1 + maxVarIntBytes * 5

/**
 * Encodes the records of one partition as one batch of magic 2, uncompressed, as Kafka stores it (its protocol guide,
 * "Record Batch"; KIP-98). The same bytes as kafkajs makes, in one pass and with a native CRC32C.
 *
 * @param records - at least one
 */
export function encodeRecordBatch(records: readonly OutgoingRecord[], stamp: BatchStamp): Buffer {
  const keys = encodeKeys(records)
  const writer = { bytes: Buffer.allocUnsafe(toBound(records, keys)), at: 0 }
  const { bytes } = writer
  const timestamp = BigInt(stamp.timestamp)

  writeInt64(writer, 0n)
  // The length is known at the end, and so is the checksum; the leader's epoch is the broker's to set.
  writeInt32(writer, 0)
  writeInt32(writer, 0)
  bytes[writer.at++] = 2
  writeInt32(writer, 0)
  writeInt16(writer, stamp.isTransactional ? transactional : 0)
  writeInt32(writer, records.length - 1)
  writeInt64(writer, timestamp)
  writeInt64(writer, timestamp)
  writeInt64(writer, stamp.producerId)
  writeInt16(writer, stamp.producerEpoch)
  writeInt32(writer, stamp.baseSequence)
  writeInt32(writer, records.length)
  let index = 0
  for (const record of records) {
    writeRecord(writer, index, keys[index] ?? null, record)
    index += 1
  }

  const batch = bytes.subarray(0, writer.at)
  batch.writeInt32BE(batch.length - 12, 8)
  batch.writeUInt32BE(crc32c(batch.subarray(checkedFrom)), checksumAt)
  return batch
}

/** The sequence number after those of a batch: a 32-bit integer that begins again at 0. */
export function followSequence(baseSequence: number, records: number): number {
  return (baseSequence + records) % 2 ** 31
}

function writeRecord(writer: ByteWriter, index: number, key: Buffer | null, { value, headers }: OutgoingRecord): void {
  const named = headers === undefined ? none : Object.entries(headers)
  writeVarInt(writer, sizeOfBody(index, key, value, named))
  // Attributes, then the time as a difference to the batch's own: none have any.
  writer.bytes[writer.at++] = 0
  writer.bytes[writer.at++] = 0
  writeVarInt(writer, index)
  writeOptional(writer, key)
  writeOptional(writer, value)
  writeVarInt(writer, named.length)
  for (const [name, text] of named) {
    writeOptional(writer, Buffer.from(name))
    writeOptional(writer, Buffer.from(text))
  }
}

function sizeOfBody(
  index: number,
  key: Buffer | null,
  value: Buffer | null,
  headers: ReadonlyArray<readonly [string, string]>,
): number {
  let size = 2 + sizeOfVarInt(index) + sizeOfOptional(key) + sizeOfOptional(value) + sizeOfVarInt(headers.length)
  for (const [name, text] of headers) {
    const [nameBytes, textBytes] = [Buffer.byteLength(name), Buffer.byteLength(text)]
    size += sizeOfVarInt(nameBytes) + nameBytes + sizeOfVarInt(textBytes) + textBytes
  }
  return size
}

function sizeOfOptional(bytes: Buffer | null): number {
  return bytes === null ? 1 : sizeOfVarInt(bytes.byteLength) + bytes.byteLength
}

function writeOptional(writer: ByteWriter, bytes: Buffer | null): void {
  writeVarInt(writer, bytes === null ? -1 : bytes.byteLength)
  if (bytes !== null) writeBytes(writer, bytes)
}

/** Records that follow one another mostly have one key, the lane: its bytes are made once. */
function encodeKeys(records: readonly OutgoingRecord[]): Array<Buffer | null> {
  let lastKey: string | null = null
  let lastBytes: Buffer | null = null
  return records.map(({ key }) => {
    if (key !== lastKey) {
      lastKey = key
      lastBytes = key === null ? null : Buffer.from(key)
    }
    return lastBytes
  })
}

function toBound(records: readonly OutgoingRecord[], keys: ReadonlyArray<Buffer | null>): number {
  let bytes = headerBytes
  let index = 0
  for (const { value, headers } of records) {
    bytes += aroundRecord + (keys[index]?.byteLength ?? 0) + (value?.byteLength ?? 0)
    index += 1
    if (headers === undefined) continue
    for (const [name, text] of Object.entries(headers)) {
      bytes += 2 * maxVarIntBytes + Buffer.byteLength(name) + Buffer.byteLength(text)
    }
  }
  return bytes
}
