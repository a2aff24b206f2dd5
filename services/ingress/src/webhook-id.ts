/** Bytes of chance that an id needs. */
const ID_RANDOM_BYTES = 10
const IDS_PER_FILL = 512

/** Makes the id of a webhook received at the given time, in epoch milliseconds. */
export type ToWebhookId = (atMs: number) => string

/**
 * Makes ids of webhooks: UUIDs of version 7 (RFC 9562), which begin with the time and so sort by it.
 *
 * @param fill - fills a buffer with chance; asked once for 512 ids, because asking costs more than an id does
 */
export function createToWebhookId(fill: (bytes: Buffer) => void): ToWebhookId {
  const chance = Buffer.alloc(ID_RANDOM_BYTES * IDS_PER_FILL)
  const bytes = Buffer.alloc(16)
  let next = chance.length
  return (atMs) => {
    if (next === chance.length) {
      fill(chance)
      next = 0
    }
    bytes.writeUIntBE(atMs, 0, 6)
    chance.copy(bytes, 6, next, next + ID_RANDOM_BYTES)
    next += ID_RANDOM_BYTES
    bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x70, 6)
    bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8)
    const hex = bytes.toString('hex')
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
  }
}
