/**
 * Reads a body, up to a bound.
 *
 * @param maxBytes - bytes read at most; more are not waited for
 * @param take - told of the bytes of each chunk; the next is read when it resolves
 * @returns undefined when the body is longer than the bound
 */
export async function readBody(
  body: AsyncIterable<Uint8Array> & { destroy(): unknown },
  maxBytes: number,
  take: (bytes: number) => Promise<void> = async () => {},
): Promise<Buffer | undefined> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of body) {
    bytes += chunk.byteLength
    if (bytes > maxBytes) {
      body.destroy()
      return undefined
    }
    chunks.push(chunk)
    await take(chunk.byteLength)
  }
  return Buffer.concat(chunks)
}
