/** Bytes written one after another into a buffer that is large enough; the least that record batches need. */
export type ByteWriter = {
  readonly bytes: Buffer
  /** Where the next byte goes. */
  at: number
}

/** Bytes that the largest 32-bit varint takes. */
export const maxVarIntBytes = 5

/** Writes a 32-bit integer as Kafka's records have them: zigzag, then seven bits a byte (KIP-98's record format). */
export function writeVarInt(writer: ByteWriter, value: number): void {
  const { bytes } = writer
  let rest = ((value << 1) ^ (value >> 31)) >>> 0
  while (rest > 0x7f) {
    bytes[writer.at++] = (rest & 0x7f) | 0x80
    rest >>>= 7
  }
  bytes[writer.at++] = rest
}

/** How many bytes {@link writeVarInt} takes. */
export function sizeOfVarInt(value: number): number {
  let rest = ((value << 1) ^ (value >> 31)) >>> 0
  let size = 1
  while (rest > 0x7f) {
    rest >>>= 7
    size += 1
  }
  return size
}

/** Writes a 32-bit integer, big-endian. */
export function writeInt32(writer: ByteWriter, value: number): void {
  writer.at = writer.bytes.writeInt32BE(value, writer.at)
}

/** Writes a 16-bit integer, big-endian. */
export function writeInt16(writer: ByteWriter, value: number): void {
  writer.at = writer.bytes.writeInt16BE(value, writer.at)
}

/** Writes a 64-bit integer, big-endian. */
export function writeInt64(writer: ByteWriter, value: bigint): void {
  writer.at = writer.bytes.writeBigInt64BE(value, writer.at)
}

/** Copies bytes. */
export function writeBytes(writer: ByteWriter, source: Uint8Array): void {
  writer.bytes.set(source, writer.at)
  writer.at += source.byteLength
}

/** Writes a string as requests have them: its length in two bytes, then UTF-8. */
export function writeString(writer: ByteWriter, text: string): void {
  const length = writer.bytes.write(text, writer.at + 2, 'utf8')
  writer.bytes.writeInt16BE(length, writer.at)
  writer.at += 2 + length
}
