import type { Credential } from '@bellhop/mews'
import { type Acquire, type FailedAnswer, type Item, pageSize, type Request, type Send } from './api.ts'

/** Why no further page was asked for: the turn had no time left, or all calls were made. */
export type Cut = 'time' | 'calls'

/** A call that gave no page. */
export type Failure = {
  readonly answer: FailedAnswer
  readonly operation: string
  /** Whether it is refused whatever is asked for: it is the operation, Mews's fault or ours. */
  readonly isHopeless?: boolean
}

/** One page and the cursor of the next, or why there is none. */
export type Paged =
  | { readonly items: readonly Item[]; readonly beganAt: number; readonly cursor: string | undefined }
  | Failure
  | { readonly cut: Cut }

/** Asks for the page after a cursor, unless `most` calls have been made in all or the time is used up. */
export type AskPage = (request: Request, ids: number, cursor: string | undefined, most: number) => Promise<Paged>

/** Creates the calls of one fetch, the first of which has been taken from the budget. */
export function createMessageCalls(credential: Credential, send: Send, acquire: Acquire): AskPage {
  let calls = 0
  return async ({ operation, arrayOut, filter }, ids, cursor, most) => {
    if (calls >= most) return { cut: 'calls' }
    if (calls > 0 && !(await acquire(credential))) return { cut: 'time' }
    calls += 1
    const Limitation = { Count: pageSize, ...(cursor === undefined ? {} : { Cursor: cursor }) }
    const { answer, beganAt } = await send(credential, { operation, arrayOut, filter: { ...filter, Limitation } }, ids)
    if (answer.kind !== 'page') return { answer, operation }
    const { items } = answer
    // A cursor that stands still would be asked for ever.
    const isLast = items.length < pageSize || answer.cursor === cursor
    return { items, beganAt, cursor: isLast ? undefined : answer.cursor }
  }
}

/** Whether Mews refused the call itself, so that going on from the same cursor would be refused again. */
export function isCallRefused({ answer }: Failure): boolean {
  return answer.kind === 'refused' && answer.status < 500 && ![401, 408, 409, 429].includes(answer.status)
}
