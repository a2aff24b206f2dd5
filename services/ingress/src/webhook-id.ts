/** Bytes of chance that an id needs. */
export const ID_RANDOM_BYTES = 10

/**
 * Makes a webhook's id: a UUID of version 7 (RFC 9562), which begins with the time and so sorts by it. Pure.
 *
 * @param atMs - epoch milliseconds, below 2^48.
 * @param random - at least 10 bytes of chance.
 */
export function toWebhookId(atMs: number, random: Uint8Array): string {
  const bytes = Buffer.alloc(16)
  bytes.writeUIntBE(atMs, 0, 6)
  bytes.set(random.subarray(0, ID_RANDOM_BYTES), 6)
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x70, 6)
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8)
  const hex = bytes.toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}
