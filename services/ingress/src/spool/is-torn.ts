const HEAD_BYTES = 8

/** CRC32C of single bytes: the polynomial of Castagnoli, reflected. */
const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte
  for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0x82f63b78 : crc >>> 1
  return crc
})

/**
 * Whether the bytes at a segment's end, which are no entry, are one whose write was cut short and which was therefore
 * never acknowledged.
 *
 * A tail of zeros is one: the file grew, its data did not arrive. So is an entry of fewer bytes than its length says,
 * unless the checksum is that of some of them: then it is the length that is wrong, and what follows may have been
 * acknowledged. Reads each byte once.
 */
export function isTorn(tail: Buffer): boolean {
  if (tail.byteLength < HEAD_BYTES) return true
  const length = tail.readUInt32BE(0)
  if (length === 0) return tail.every((byte) => byte === 0)
  if (length <= tail.byteLength - HEAD_BYTES) return false
  return !isChecksumOfPrefix(tail.readUInt32BE(4), tail.subarray(HEAD_BYTES))
}

function isChecksumOfPrefix(checksum: number, bytes: Buffer): boolean {
  const wanted = ~checksum
  let crc = -1
  for (const byte of bytes) {
    crc = (crc >>> 8) ^ (table[(crc ^ byte) & 0xff] ?? 0)
    if (crc === wanted) return true
  }
  return false
}
