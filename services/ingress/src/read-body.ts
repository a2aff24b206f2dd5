import type { IncomingMessage } from 'node:http'

/** How the reading of a body ended. */
export type BodyEnd = { readonly body: Buffer } | 'too-large' | 'cut-short'

/** Whether the head itself says that the body is over the limit. */
export function isAnnouncedTooLarge(request: IncomingMessage, limitBytes: number): boolean {
  return Number(request.headers['content-length'] ?? 0) > limitBytes
}

/**
 * Reads a body and tells its end once. Nothing is kept of one that grows over the limit, and nothing more of it is read.
 */
export function readBody(request: IncomingMessage, limitBytes: number, onEnd: (end: BodyEnd) => void): void {
  let chunks: Buffer[] = []
  let bytes = 0
  let isTold = false
  const tell = (end: BodyEnd) => {
    if (isTold) return
    isTold = true
    chunks = []
    onEnd(end)
  }
  request.on('data', (chunk: Buffer) => {
    bytes += chunk.byteLength
    if (bytes > limitBytes) {
      request.pause()
      tell('too-large')
    } else if (!isTold) chunks.push(chunk)
  })
  request.on('end', () => {
    const [first = Buffer.alloc(0)] = chunks
    tell({ body: chunks.length > 1 ? Buffer.concat(chunks) : first })
  })
  request.on('error', () => tell('cut-short'))
  request.on('close', () => tell('cut-short'))
}
