import { Agent, request } from 'undici'
import { type Answer, emptyPage, toMessage } from './answer.ts'
import { askAtWrite } from './ask-at-write.ts'
import { type BodyPlace, createBodyRoom } from './body-room.ts'
import { connectWithin, lateCode } from './connect-within.ts'
import { readBody } from './read-body.ts'
import { toRestMs } from './retry-after.ts'

/** One call to a getAll operation. */
export type Call = {
  /** Path after `/api/connector/v1/`, case-sensitive, without a slash at its end. */
  readonly operation: string
  /** The field of the answer that holds the entities. */
  readonly arrayOut: string
  readonly accessToken: string
  /** The filters and extents of the request; tokens and client are added here. */
  readonly filter: Readonly<Record<string, unknown>>
  /** Ends the call: who makes it has lost the right to. */
  readonly signal?: AbortSignal
  /**
   * Asked before the call is handed over, and again right before its first byte is written: a process that was frozen in
   * between goes on from there. False ends the call as aborted, and nothing is sent.
   */
  readonly mayStill?: () => boolean
  /** Whether all that is asked for failed before: that it fails again says nothing of the host. */
  readonly isSuspect?: boolean
  /** Told when the last byte of a page has come, before it is read. */
  readonly onAnswered?: () => void
}

/** Makes one call and says what became of it; never rejects for what Mews or the network does. */
export type FetchPage<Item = unknown> = (call: Call) => Promise<Answer<Item>>

/** Reads the body of a 2xx; the bytes are its own. `arrayOut` is the call's. */
export type ReadPage<Item = unknown> = (body: Buffer, arrayOut: string) => Answer<Item> | Promise<Answer<Item>>

/** Where the API is, and who we are to it. */
export type ApiPlace = { readonly baseUrl: string; readonly client: string; readonly clientToken: string }

/** How long and how large a call may be. */
export type ClientOptions = {
  /** Milliseconds from the call to the last byte read, connecting included. Default 30,000. */
  readonly timeoutMs?: number
  /** Bytes of an answer that are read at most. Default 64 MiB: a thousand entities are about 3 MiB. */
  readonly maxBodyBytes?: number
  /**
   * Bytes that the answers of all calls may hold together until their pages are read. Default 128 MiB, forty full pages;
   * beyond it only the answer that came first is read on, and the others are held up, within the time of their calls.
   */
  readonly maxHeldBytes?: number
  /**
   * Connections to the API's host at most. Default: as many as there are calls, since a call that waited for a connection
   * would be sent long after its budget and the right to send it were asked for.
   */
  readonly connections?: number
}

/**
 * Milliseconds for connecting. A call is sent at most so long after it was taken from its budget, which is planned for a
 * window longer by as much.
 */
const connectMs = 1_000

/**
 * Opens a client of the Connector API (Mews, guidelines/requests: POST, JSON, tokens in the body).
 *
 * It knows nothing of budgets: who calls it must have the right to.
 *
 * @param placeNow - asked for each call, since an operator may change it
 */
export function openClient<Item>(
  placeNow: () => ApiPlace,
  readPage: ReadPage<Item>,
  options: ClientOptions = {},
): { value: FetchPage<Item>; close: () => Promise<void> } {
  const { timeoutMs = 30_000, maxBodyBytes = 64 * 1024 * 1024, maxHeldBytes = 128 * 1024 * 1024 } = options
  const room = createBodyRoom(maxHeldBytes)
  const dispatcher = new Agent({
    connections: options.connections ?? null,
    pipelining: 1,
    headersTimeout: 0,
    bodyTimeout: 0,
    connect: connectWithin(connectMs),
  })

  const fetchInto = async (call: Call, place: BodyPlace): Promise<Answer<Item>> => {
    const { operation, arrayOut, accessToken, filter, signal, mayStill = always } = call
    const { baseUrl, client, clientToken } = placeNow()
    const root = `${baseUrl.replace(/\/+$/, '')}/api/connector/v1/`
    const sent = JSON.stringify({ ClientToken: clientToken, AccessToken: accessToken, Client: client, ...filter })
    if (signal?.aborted || !mayStill()) return { kind: 'unreachable', cause: 'aborted' }
    // One controller for both ends: a signal made of the two would stay with the lasting one (AbortSignal.any leaks).
    const controller = new AbortController()
    const stop = () => controller.abort()
    const deadline = setTimeout(stop, timeoutMs)
    signal?.addEventListener('abort', stop)
    let [hasBegun, isCalledOff] = [false, false]
    const mayWrite = () => {
      isCalledOff = !mayStill()
      return !isCalledOff
    }
    const take = (bytes: number) => place.take(bytes, controller.signal)
    let body: Buffer
    try {
      const answer = await request(root + operation, {
        dispatcher: askAtWrite(dispatcher, mayWrite),
        signal: controller.signal,
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: sent,
      })
      hasBegun = true
      const { statusCode: status } = answer
      if (status < 200 || status > 299) {
        const { 'retry-after': retryAfter, date } = answer.headers
        const restMs = toRestMs(toText(retryAfter), toText(date), Date.now())
        // The status says what to do, even where the text behind it is cut off.
        const text = await readBody(answer.body, maxBodyBytes, take).catch(() => undefined)
        return { kind: 'refused', status, restMs, message: toMessage(String(text ?? '')) }
      }
      const whole = await readBody(answer.body, maxBodyBytes, take)
      if (whole === undefined) return { kind: 'unreachable', cause: 'too-large' }
      if (status === 204) return emptyPage
      body = whole
    } catch (error) {
      if (isCalledOff) return { kind: 'unreachable', cause: 'aborted' }
      if (controller.signal.aborted) return { kind: 'unreachable', cause: signal?.aborted ? 'aborted' : 'timeout' }
      if (!isOfTheNetwork(error)) throw error
      if (error.code === lateCode) return { kind: 'unreachable', cause: 'late' }
      return { kind: 'unreachable', cause: hasBegun ? 'truncated' : 'connection' }
    } finally {
      clearTimeout(deadline)
      signal?.removeEventListener('abort', stop)
    }
    call.onAnswered?.()
    // What fails from here on is no fault of the network.
    return readPage(body, arrayOut)
  }
  const fetchPage: FetchPage<Item> = async (call) => {
    const place = room.enter()
    try {
      return await fetchInto(call, place)
    } finally {
      place.leave()
    }
  }
  return { value: fetchPage, close: () => dispatcher.destroy() }
}

/** A header that stands once. */
function toText(header: string | string[] | undefined): string | undefined {
  return typeof header === 'string' ? header : undefined
}

function always(): boolean {
  return true
}

/** Whether the wire failed; anything else is a fault of ours and must be seen. */
function isOfTheNetwork(error: unknown): error is Error & { readonly code: string } {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return false
  return !/INVALID_ARG|INVALID_URL/.test(error.code)
}
