/** Most entries of a chunk. */
const MAX_ENTRIES = 200

/** Most bytes of a chunk, unless a single payload has more. */
const MAX_BYTES = 256 * 1024

/** Splits payloads into runs that are published at once, in order: at most 200 and at most 256 KiB, or a single one. */
export function toChunks(payloads: readonly Buffer[]): Buffer[][] {
  const chunks: Buffer[][] = []
  let chunk: Buffer[] = []
  let bytes = 0
  for (const payload of payloads) {
    if (chunk.length === MAX_ENTRIES || (chunk.length > 0 && bytes + payload.byteLength > MAX_BYTES)) {
      chunks.push(chunk)
      chunk = []
      bytes = 0
    }
    chunk.push(payload)
    bytes += payload.byteLength
  }
  return chunk.length > 0 ? [...chunks, chunk] : chunks
}
