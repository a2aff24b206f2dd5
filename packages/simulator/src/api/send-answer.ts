import type { ServerResponse } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import type { Faults } from '../faults/faults.ts'
import { SECOND } from '../world/time.ts'
import type { Answer } from './answer-call.ts'
import { isRefused, type Refusal } from './refusal.ts'

/** How an answer is put on the wire. */
export type Sending = Pick<Faults, 'retryAfter' | 'notJsonStatus' | 'slowBodyMs'> & {
  readonly requestId: string
  readonly nowMs: number
  /** Aborted when the simulator closes. */
  readonly closing: AbortSignal
}

const html = Buffer.from('<!doctype html><html><head><title>Just a moment...</title></head><body>edge</body></html>\n')

/** In how many pieces a slow body comes. */
const PIECES = 10

/** Sends an answer, with what befalls it. Gives what the call is counted under: its status, `hung` or `reset`. */
export async function sendAnswer(response: ServerResponse, answer: Answer, sending: Sending): Promise<string> {
  const { mishap } = answer
  if (mishap.isHung) return 'hung'
  if (mishap.waitMs > 0) await wait(mishap.waitMs, undefined, { signal: sending.closing })
  if (mishap.isReset) {
    response.destroy()
    return 'reset'
  }
  response.setHeader('Request-Id', sending.requestId)
  if (mishap.isNotJson) return send(response, sending.notJsonStatus, 'text/html; charset=utf-8', html)
  if (isRefused(answer)) return sendRefusal(response, answer.refusal, sending)
  if (answer.body === null) {
    response.writeHead(answer.status).end()
    return String(answer.status)
  }
  response.statusCode = answer.status
  if (mishap.isTruncated) return sendHalf(response, answer.body)
  if (mishap.isSlow) return sendSlowly(response, answer.body, sending)
  return send(response, answer.status, json, answer.body)
}

const json = 'application/json; charset=utf-8'

function sendRefusal(response: ServerResponse, refusal: Refusal, sending: Sending): string {
  const { status, message, details, retryAfterMs } = refusal
  if (status === 405) response.setHeader('Allow', 'POST')
  if (retryAfterMs !== undefined) {
    const retryAfter = toRetryAfter(retryAfterMs, sending)
    if (retryAfter !== null) response.setHeader('Retry-After', retryAfter)
  }
  const body = JSON.stringify({ Message: message, RequestId: sending.requestId, Details: details })
  return send(response, status, json, Buffer.from(body))
}

/** Whole seconds or a date in whole seconds, both rounded up, so that who obeys is never early. */
function toRetryAfter(ms: number, { retryAfter, nowMs }: Sending): string | null {
  if (retryAfter === 'absent') return null
  if (retryAfter === 'seconds') return String(Math.max(1, Math.ceil(ms / SECOND)))
  return new Date(Math.ceil((nowMs + ms) / SECOND) * SECOND).toUTCString()
}

function send(response: ServerResponse, status: number, type: string, body: Buffer): string {
  response.writeHead(status, { 'Content-Type': type, 'Content-Length': body.length }).end(body)
  return String(status)
}

async function sendHalf(response: ServerResponse, body: Buffer): Promise<string> {
  response.writeHead(response.statusCode, { 'Content-Type': json, 'Content-Length': body.length })
  await new Promise<void>((resolve) => response.write(body.subarray(0, body.length >> 1), () => resolve()))
  response.destroy()
  return String(response.statusCode)
}

async function sendSlowly(response: ServerResponse, body: Buffer, { slowBodyMs, closing }: Sending): Promise<string> {
  response.writeHead(response.statusCode, { 'Content-Type': json, 'Content-Length': body.length })
  const size = Math.ceil(body.length / PIECES)
  for (let from = 0; from < body.length && !response.destroyed; from += size) {
    response.write(body.subarray(from, from + size))
    await wait(slowBodyMs / PIECES, undefined, { signal: closing })
  }
  response.end()
  return String(response.statusCode)
}
