import type { Answer, Credential } from '@bellhop/mews'
import { entities } from '@bellhop/records'
import type { Request, Send } from '../api.ts'
import { createReadItems } from '../read-page.ts'
import { mewsEntities } from './entities.ts'

/** A call as the fake Mews saw it. */
export type SeenCall = {
  readonly credential: string
  readonly operation: string
  readonly filter: Readonly<Record<string, unknown>>
  readonly ids: readonly string[]
  readonly isSuspect: boolean
  /** Monotonic milliseconds. */
  readonly at: number
}

/** What the fake Mews answers; the page that was asked for where it says nothing. */
export type AnswerCall = (call: SeenCall, nth: number) => Answer | undefined | Promise<Answer | undefined>

/**
 * A Mews that has every entity it is asked for, changed in that moment, and answers after `latencyMs`, which may differ
 * from call to call.
 */
export function createFakeMews(
  answer: AnswerCall = () => undefined,
  latencyMs: number | ((nth: number) => number) = 50,
): { send: Send; calls: SeenCall[] } {
  const calls: SeenCall[] = []
  const send: Send = async (credential: Credential, request: Request) => {
    const beganAt = Date.now()
    const call = toSeen(credential, request)
    const nth = calls.push(call)
    await new Promise((resolve) => setTimeout(resolve, typeof latencyMs === 'number' ? latencyMs : latencyMs(nth)))
    return { answer: readItems((await answer(call, nth)) ?? toPage(call, beganAt), request.arrayOut), beganAt }
  }
  return { send, calls }
}

/** Makes an answer what it is when it comes from the client. */
export const readItems = createReadItems()

/** An answer that is not a page. */
export function refused(status: number, restMs?: number): Answer<never> {
  return { kind: 'refused', status, restMs, message: '' }
}

/** A page of entities. */
export function pageOf<T>(items: readonly T[], cursor?: string): Answer<T> {
  return { kind: 'page', items, cursor }
}

function toSeen({ name }: Credential, { operation, filter, isSuspect = false }: Request): SeenCall {
  const row = Object.values(entities).find((entity) => entity.operation === operation)
  const ids = row === undefined ? [] : filter[row.idsIn]
  const asked = Array.isArray(ids) ? ids.map(String) : []
  return { credential: name, operation, filter, ids: asked, isSuspect, at: performance.now() }
}

function toPage({ operation, ids }: SeenCall, now: number): Answer {
  const changed = new Date(now).toISOString()
  const row = Object.values(entities).find((entity) => entity.operation === operation)
  if (row === undefined || row.entity === 'message') return pageOf([])
  return pageOf(ids.map((id) => ({ ...mewsEntities[row.entity], Id: id, UpdatedUtc: changed })))
}
