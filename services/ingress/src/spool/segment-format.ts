import { crc32c } from '@node-rs/crc32'
import { isTorn } from './is-torn.ts'

/** What a segment file begins with: its name, and the version of the format. */
export const MAGIC = Buffer.from('BHSPOOL1', 'latin1')

/** Bytes before each payload: its length and its CRC32C, each of 4 bytes, big-endian. */
export const HEAD_BYTES = 8

/** What a segment file holds. */
export type SegmentContent = {
  readonly payloads: readonly Buffer[]
  /** Where the bytes begin that are no entry; undefined when there are none, or only a torn tail. */
  readonly damagedAt: number | undefined
}

/**
 * Bytes that a payload takes up in a segment.
 *
 * A payload has at least one byte: the head of an empty one would be eight zeros, which is also what a file system leaves
 * where a write was cut short.
 *
 * @throws RangeError for an empty payload, or one of 4 GiB.
 */
export function toEntryBytes({ byteLength }: Buffer): number {
  if (byteLength === 0 || byteLength > 0xffffffff)
    throw new RangeError(`The spool takes no entry of ${byteLength} bytes`)
  return HEAD_BYTES + byteLength
}

/** Encodes entries, to be written at once. */
export function encodeEntries(payloads: readonly Buffer[]): Buffer {
  const bytes = Buffer.allocUnsafe(payloads.reduce((sum, payload) => sum + toEntryBytes(payload), 0))
  let at = 0
  for (const payload of payloads) {
    bytes.writeUInt32BE(payload.byteLength, at)
    bytes.writeUInt32BE(crc32c(payload), at + 4)
    payload.copy(bytes, at + HEAD_BYTES)
    at += toEntryBytes(payload)
  }
  return bytes
}

/**
 * Decodes a segment file up to its end, its torn tail or its first damage. The payloads share the memory of `bytes`.
 */
export function decodeSegment(bytes: Buffer): SegmentContent {
  const payloads: Buffer[] = []
  if (!bytes.subarray(0, MAGIC.byteLength).equals(MAGIC)) {
    return { payloads, damagedAt: isCutMagic(bytes) ? undefined : 0 }
  }
  let at = MAGIC.byteLength
  while (at < bytes.byteLength) {
    const payload = readEntry(bytes, at)
    if (!payload) return { payloads, damagedAt: isTorn(bytes.subarray(at)) ? undefined : at }
    payloads.push(payload)
    at += toEntryBytes(payload)
  }
  return { payloads, damagedAt: undefined }
}

function readEntry(bytes: Buffer, at: number): Buffer | undefined {
  const start = at + HEAD_BYTES
  if (start > bytes.byteLength) return undefined
  const end = start + bytes.readUInt32BE(at)
  if (end === start || end > bytes.byteLength) return undefined
  const payload = bytes.subarray(start, end)
  return crc32c(payload) === bytes.readUInt32BE(at + 4) ? payload : undefined
}

/** The first write was cut short: nothing of the file was ever synced. */
function isCutMagic(bytes: Buffer): boolean {
  const isPrefix = MAGIC.subarray(0, bytes.byteLength).equals(bytes)
  return isPrefix || bytes.every((byte) => byte === 0)
}
