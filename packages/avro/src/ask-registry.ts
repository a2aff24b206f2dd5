import { setTimeout as sleep } from 'node:timers/promises'
import type { Dispatcher } from 'undici'
import type { AwayLog } from './away-log.ts'
import { AvroError } from './errors.ts'
import type { RegistryAddress } from './registry-address.ts'
import { type Answer, type RegistryCall, requestRegistry } from './registry-request.ts'

/** What an `AskRegistry` is made of. */
export type AskOptions = {
  readonly address: RegistryAddress
  /** For whom to trust; undici's own when left out. */
  readonly dispatcher?: Dispatcher
  readonly awayLog: AwayLog
  /** Where it is said that the registry does not know what it is asked for, and that this is waited for. */
  readonly missingLog: AwayLog
  readonly attemptTimeoutMs: number
  readonly retryDelayMs: (attempt: number) => number
  readonly signal: AbortSignal | undefined
}

/**
 * Puts a question to the registry and gives the body of its answer. `doing` goes into errors and log lines.
 *
 * `mayAppear` is asked each time that the registry does not know what is asked for, and says whether to ask again.
 */
export type AskRegistry = (doing: string, call: RegistryCall, mayAppear?: () => boolean) => Promise<unknown>

/**
 * Makes the way to ask: while the registry is away it waits and says so, without limit, until `signal` aborts.
 *
 * An outage of the registry is not a fault of what is asked, so nobody is told to give up.
 *
 * @returns a function that rejects with AvroError `registry.not-found`, `schema.incompatible`, `registry.refused`,
 * `registry.untrusted` or `registry.aborted`.
 */
export function createAskRegistry(options: AskOptions): AskRegistry {
  const { address, dispatcher, awayLog, missingLog, attemptTimeoutMs, retryDelayMs, signal } = options
  // Whoever has answered once is set up rightly: a certificate that is not taken later has run out, which passes.
  let hasAnswered = false

  return async (doing, call, mayAppear = () => false) => {
    try {
      for (let attempt = 1; ; attempt++) {
        signal?.throwIfAborted()
        const answer = await requestRegistry(address, call, attemptTimeoutMs, signal, dispatcher)
        if (answer.end === 'untrusted' && !hasAnswered) throw toUntrusted(address.base, answer.reason)
        if (answer.end === 'answered' || answer.end === 'refused') {
          hasAnswered = true
          awayLog.back()
        }
        if (answer.end === 'answered') {
          missingLog.back()
          return answer.body
        }
        if (answer.end === 'refused') {
          const refusal = toRefusal(address.base, doing, answer)
          if (refusal.code !== 'registry.not-found' || !mayAppear()) throw refusal
          missingLog.away(doing, refusal.message)
        } else {
          awayLog.away(doing, answer.reason)
        }
        await sleep(retryDelayMs(attempt), undefined, signal ? { signal } : {})
      }
    } catch (error) {
      if (error instanceof AvroError || !signal?.aborted) throw error
      throw new AvroError('registry.aborted', `Told to stop before it could ${doing} at ${address.base}`, true)
    }
  }
}

function toUntrusted(base: string, reason: string): AvroError {
  const what = `The certificate of the schema registry at ${base} is not trusted (${reason})`
  return new AvroError('registry.untrusted', `${what}. Name its authority's certificate by SCHEMA_REGISTRY_CA_FILE`)
}

function toRefusal(base: string, doing: string, answer: Extract<Answer, { end: 'refused' }>): AvroError {
  const { status, errorCode, message } = answer
  const what = `The schema registry at ${base} would not ${doing} (status ${status}): ${message}`
  if (status === 409) return new AvroError('schema.incompatible', what)
  // A registry says so in its own words; a 404 without its code is a wrong address.
  if (status === 404 && errorCode !== undefined) return new AvroError('registry.not-found', what)
  if (status === 404) return new AvroError('registry.refused', `${what}. Is the address the base of its API?`)
  if (status === 401 || status === 403)
    return new AvroError('registry.refused', `${what}. Check SCHEMA_REGISTRY_USERNAME and SCHEMA_REGISTRY_PASSWORD`)
  return new AvroError('registry.refused', what)
}
