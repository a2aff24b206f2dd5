import { gunzipSync } from 'node:zlib'
import { KafkaError } from './errors.ts'

/** A record as it stands in a partition. Key and value share their memory with the whole fetch: copy what is kept. */
export type StoredRecord = {
  /** Below 2^53, so a number holds it. */
  readonly offset: number
  readonly key: Buffer | null
  readonly value: Buffer | null
}

/** And when: milliseconds since 1970 by its writer's clock, or by the broker's where the topic says so. */
export type DatedRecord = StoredRecord & { readonly timestamp: number }

/** A transaction that was aborted, and the offset of its first record. */
export type Aborted = { readonly producerId: bigint; readonly firstOffset: number }

/** What a fetch brought of a partition: committed records, and the offset at which the next fetch begins. */
export type ReadRecords = { readonly records: readonly DatedRecord[]; readonly next: number }

/** Where the fields of a batch of magic 2 stand (Kafka's protocol guide, "Record Batch"). */
const lengthAt = 8
const magicAt = 16
const attributesAt = 21
const lastOffsetDeltaAt = 23
const firstTimestampAt = 27
const maxTimestampAt = 35
const producerIdAt = 43
const recordsAt = 61
/** What its attributes say. */
const compressionBits = 0b111
const appendTimeBit = 0b1000
const transactionBit = 0b1_0000
const controlBit = 0b10_0000
const gzip = 1

/** The type of an abort marker, after two bytes of version in its key. */
const abortType = 0

/**
 * Reads batches of magic 2 as a fetch of committed records brings them, up to the first that is cut off.
 *
 * Markers and records of aborted transactions are left out but stepped over, and so is a batch that compaction has
 * emptied: `next` is beyond all of it.
 *
 * @param from - the offset that was asked for; the first batch may begin before it
 * @param aborted - as the broker lists them: of those transactions that overlap with what it brings
 * @throws KafkaError `kafka.topics` for a format or a compression that cannot be read
 */
export function readRecords(bytes: Buffer, from: number, aborted: readonly Aborted[]): ReadRecords {
  const begun = aborted.toSorted((a, b) => a.firstOffset - b.firstOffset)
  const open = new Set<bigint>()
  const records: DatedRecord[] = []
  let next = from
  let begunAt = 0
  for (let at = 0; at + recordsAt <= bytes.length; ) {
    const end = at + lengthAt + 4 + bytes.readInt32BE(at + lengthAt)
    if (end > bytes.length) break
    const batch = bytes.subarray(at, end)
    at = end
    if (batch[magicAt] !== 2) throw new KafkaError('kafka.topics', `Records of format ${batch[magicAt]} cannot be read`)

    const baseOffset = Number(batch.readBigInt64BE(0))
    const lastOffset = baseOffset + batch.readInt32BE(lastOffsetDeltaAt)
    const producerId = batch.readBigInt64BE(producerIdAt)
    const attributes = batch.readInt16BE(attributesAt)
    for (let entered = begun[begunAt]; entered !== undefined && entered.firstOffset <= lastOffset; ) {
      open.add(entered.producerId)
      begunAt += 1
      entered = begun[begunAt]
    }
    if ((attributes & controlBit) !== 0) {
      if (isAbort(batch)) open.delete(producerId)
    } else if ((attributes & transactionBit) === 0 || !open.has(producerId)) {
      readBatch(toPlain(batch, attributes), baseOffset, from, records)
    }
    next = Math.max(next, lastOffset + 1)
  }
  return { records, next }
}

function isAbort(batch: Buffer): boolean {
  const markers: DatedRecord[] = []
  readBatch(batch, 0, 0, markers)
  return markers[0]?.key?.readInt16BE(2) === abortType
}

function toPlain(batch: Buffer, attributes: number): Buffer {
  const compression = attributes & compressionBits
  if (compression === 0) return batch
  if (compression === gzip) {
    return Buffer.concat([batch.subarray(0, recordsAt), gunzipSync(batch.subarray(recordsAt))])
  }
  throw new KafkaError('kafka.topics', 'Records are compressed: set compression.type of the topic to producer or gzip')
}

function readBatch(batch: Buffer, baseOffset: number, from: number, records: DatedRecord[]): void {
  const cursor = { bytes: batch, at: recordsAt }
  const isAppendTime = (batch.readInt16BE(attributesAt) & appendTimeBit) !== 0
  const firstTimestamp = Number(batch.readBigInt64BE(isAppendTime ? maxTimestampAt : firstTimestampAt))
  for (let left = batch.readInt32BE(recordsAt - 4); left > 0; left -= 1) {
    const length = readVarInt(cursor)
    const end = cursor.at + length
    // A byte of attributes, which have no meaning.
    cursor.at += 1
    const sinceFirst = readVarLong(cursor)
    const offset = baseOffset + readVarInt(cursor)
    const key = readOptional(cursor)
    const value = readOptional(cursor)
    const timestamp = isAppendTime ? firstTimestamp : firstTimestamp + sinceFirst
    if (offset >= from) records.push({ offset, key, value, timestamp })
    // Headers follow.
    cursor.at = end
  }
}

type Cursor = { readonly bytes: Buffer; at: number }

function readOptional(cursor: Cursor): Buffer | null {
  const length = readVarInt(cursor)
  if (length < 0) return null
  cursor.at += length
  return cursor.bytes.subarray(cursor.at - length, cursor.at)
}

/** Reads a 32-bit integer as Kafka's records have them: zigzag, then seven bits a byte. */
function readVarInt(cursor: Cursor): number {
  let bits = 0
  for (let shift = 0; ; shift += 7) {
    const byte = cursor.bytes[cursor.at++] ?? 0
    bits |= (byte & 0x7f) << shift
    if (byte <= 0x7f) return (bits >>> 1) ^ -(bits & 1)
  }
}

/** Reads an integer of up to 64 bits, seven bits a byte, as far as a number holds it: no time is larger. */
function readVarLong(cursor: Cursor): number {
  let bits = 0
  for (let factor = 1; ; factor *= 128) {
    const byte = cursor.bytes[cursor.at++] ?? 0
    bits += (byte & 0x7f) * factor
    if (byte <= 0x7f) return bits % 2 === 0 ? bits / 2 : -(bits + 1) / 2
  }
}
