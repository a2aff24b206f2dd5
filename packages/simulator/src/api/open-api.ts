import { once, setMaxListeners } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { Opened } from '@bellhop/runtime'
import { SimulatorError } from '../errors.ts'
import { noMishap } from '../faults/draw-mishap.ts'
import type { SimulatorLog } from '../log.ts'
import { count } from '../tally.ts'
import { type ApiParts, answerCall } from './answer-call.ts'
import { refuse } from './refusal.ts'
import { sendAnswer } from './send-answer.ts'

/** The largest request body, in bytes: a thousand ids make about 40 KB. */
const MAX_BODY_BYTES = 1024 * 1024

/** How long an idle connection is kept, in milliseconds; longer than clients keep theirs. */
const KEEP_ALIVE_MS = 75_000

/** Where the API listens. */
export type Listening = { readonly host: string; readonly port: number }

/**
 * Opens the Connector API on a port of its own; port 0 lets the system choose.
 *
 * Closing destroys every connection, hung and slow calls included.
 */
export async function openApi(parts: ApiParts, { host, port }: Listening, log: SimulatorLog): Promise<Opened<number>> {
  const closing = new AbortController()
  // One listener for each that is under way or waits: many, and none of them forgotten.
  setMaxListeners(0, closing.signal)
  const server = createServer((request, response) => {
    receive(parts, request, response, closing.signal).catch((error: unknown) => {
      response.destroy()
      if (!closing.signal.aborted) log.warn({ err: error }, 'a call was not answered')
    })
  })
  server.keepAliveTimeout = KEEP_ALIVE_MS
  server.listen(port, host)
  await once(server, 'listening')

  const address = server.address()
  if (address === null || typeof address === 'string')
    throw new SimulatorError('simulator.options', 'The host has no port')
  return {
    value: address.port,
    async close() {
      closing.abort()
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

async function receive(
  parts: ApiParts,
  request: IncomingMessage,
  response: ServerResponse,
  closing: AbortSignal,
): Promise<void> {
  const body = await readBody(request)
  parts.tally.calls += 1
  const answer = body
    ? answerCall(
        parts,
        {
          method: request.method ?? '',
          path: request.url ?? '',
          contentType: request.headers['content-type'] ?? '',
          body,
        },
        /(^|,)\s*return=minimal\s*(,|;|$)/.test(String(request.headers['prefer'] ?? '')),
      )
    : { mishap: noMishap, ...refuse(413, 'Payload Too Large', `more than ${MAX_BODY_BYTES} bytes`) }

  const requestId = parts.random.uuid()
  const nowMs = parts.world.settings.nowMs()
  const outcome = await sendAnswer(response, answer, { ...parts.faults(), requestId, nowMs, closing })
  count(parts.tally.byStatus, outcome)
}

/** The body, or undefined when it is too large; then the rest is read and thrown away. */
async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length
    if (length <= MAX_BODY_BYTES) chunks.push(chunk)
  }
  return length <= MAX_BODY_BYTES ? Buffer.concat(chunks, length) : undefined
}
