import { type Dispatcher, request } from 'undici'
import type { RegistryAddress } from './registry-address.ts'

/** What a request to the registry can come to. */
export type Answer =
  | { readonly end: 'answered'; readonly body: unknown }
  /** The registry understood and said no; to ask again changes nothing. */
  | {
      readonly end: 'refused'
      readonly status: number
      readonly errorCode: number | undefined
      readonly message: string
    }
  /** Somebody answered whose certificate we do not trust. */
  | { readonly end: 'untrusted'; readonly reason: string }
  /** Nobody answered, or somebody who is not well. */
  | { readonly end: 'away'; readonly reason: string }

/** One call of the registry's API. */
export type RegistryCall = {
  readonly method: 'GET' | 'POST' | 'PUT'
  readonly path: string
  readonly body?: object
}

const CONTENT_TYPE = 'application/vnd.schemaregistry.v1+json'
/** Too busy or too slow is no answer to the question. */
const AWAY_STATUSES = new Set([408, 425, 429])

/**
 * Makes one attempt at a call and says how it ended; rejects with nothing but what `signal` aborts with.
 *
 * @param timeoutMs - for the whole attempt.
 * @param dispatcher - undici's own when left out
 */
export async function requestRegistry(
  address: RegistryAddress,
  call: RegistryCall,
  timeoutMs: number,
  signal: AbortSignal | undefined,
  dispatcher?: Dispatcher,
): Promise<Answer> {
  const timeout = AbortSignal.timeout(timeoutMs)
  try {
    const { statusCode, body } = await request(`${address.base}${call.path}`, {
      ...(dispatcher ? { dispatcher } : {}),
      method: call.method,
      headers: {
        accept: `${CONTENT_TYPE}, application/json`,
        'content-type': CONTENT_TYPE,
        ...(address.authorization === undefined ? {} : { authorization: address.authorization }),
      },
      ...(call.body === undefined ? {} : { body: JSON.stringify(call.body) }),
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
    })
    return toAnswer(statusCode, await body.text())
  } catch (error) {
    if (signal?.aborted) throw error
    if (isUntrusted(error)) return { end: 'untrusted', reason: reasonOf(error) }
    return { end: 'away', reason: timeout.aborted ? `no answer in ${timeoutMs} ms` : reasonOf(error) }
  }
}

function toAnswer(status: number, text: string): Answer {
  if (status >= 500 || AWAY_STATUSES.has(status)) return { end: 'away', reason: `status ${status}` }
  const body = parse(text)
  if (status >= 200 && status < 300) {
    // A proxy's page, or the wrong base path: no answer of a registry, and no reason to give a record up.
    if (body === undefined) return { end: 'away', reason: `status ${status} without JSON: is the address right?` }
    return { end: 'answered', body }
  }
  const fields = typeof body === 'object' && body !== null ? body : {}
  const errorCode = 'error_code' in fields && typeof fields.error_code === 'number' ? fields.error_code : undefined
  const message = 'message' in fields && typeof fields.message === 'string' ? fields.message : 'no message'
  return { end: 'refused', status, errorCode, message }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Node's codes of certificates that it does not take (OpenSSL's X509_V_ERR names, and its own for a wrong name). */
function isUntrusted(error: unknown): boolean {
  if (!(error instanceof Error) || !('code' in error)) return false
  return /SELF_SIGNED|^UNABLE_TO_|^CERT_|ALTNAME_INVALID/.test(String(error.code))
}

/** Messages of undici name hosts and ports, never headers or credentials. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown'
  const code = 'code' in error && typeof error.code === 'string' ? error.code : error.name
  return error.message.includes(code) ? error.message : `${code} ${error.message}`.trim()
}
