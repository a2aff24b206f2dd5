import { type Agent, request } from 'undici'

/** How often a redirect is followed before the attempt counts as failed. */
const MAX_REDIRECTS = 5

/** What a receiver answered: a status, or what there was instead. */
export type Reply = number | 'timeout' | 'no answer'

/** One attempt to deliver a body. */
export type Attempt = {
  readonly agent: Agent
  readonly url: string
  readonly body: string
  readonly timeoutMs: number
  /** Aborted when the simulator closes. */
  readonly closing: AbortSignal
}

/**
 * Posts a body once. Redirects that keep the method (307, 308) are followed within the same time; the answer's body is
 * not waited for.
 */
export async function sendWebhook({ agent, url, body, timeoutMs, closing }: Attempt): Promise<Reply> {
  const late = new AbortController()
  const timer = setTimeout(() => late.abort(), timeoutMs)
  const stop = () => late.abort()
  closing.addEventListener('abort', stop)
  try {
    let target = url
    for (let hop = 0; ; hop += 1) {
      const {
        statusCode,
        headers,
        body: answer,
      } = await request(target, {
        method: 'POST',
        headers: { 'content-type': 'application/json; charset=utf-8' },
        body,
        dispatcher: agent,
        signal: late.signal,
      })
      answer.dump().catch(() => undefined)
      const { location } = headers
      const isRedirect = statusCode === 307 || statusCode === 308
      if (!isRedirect || typeof location !== 'string' || hop === MAX_REDIRECTS) return statusCode
      target = new URL(location, target).href
    }
  } catch {
    return late.signal.aborted ? 'timeout' : 'no answer'
  } finally {
    clearTimeout(timer)
    closing.removeEventListener('abort', stop)
  }
}

/** Whether the receiver took the webhook: any success status. */
export function isAccepted(reply: Reply): boolean {
  return typeof reply === 'number' && reply >= 200 && reply < 300
}
