import type { Credential } from '@bellhop/mews'
import { entities } from '@bellhop/records'
import type { FailedAnswer, Found, Refusal } from './api.ts'
import { collectItems } from './collect-items.ts'
import { toPartRefusal } from './fetch-halves.ts'
import { isTooMuch } from './is-too-much.ts'
import { type KnownThreads, maxMessageCalls } from './known-threads.ts'
import type { AskPage, Cut, Failure } from './message-calls.ts'
import type { MessageSearch } from './message-search.ts'
import { toInterval } from './message-window.ts'

/** What is left of a search, and what stopped it if anything did. */
export type Searched = { readonly rest: MessageSearch; readonly stop: Failure | { readonly cut: Cut } | undefined }

/**
 * Turns the pages of a search's threads until all messages are found.
 *
 * Threads that Mews refuses together (400, 403, 408, 413) are asked for again by halves, and how many worked is kept. One
 * that is refused by itself is at fault once a page shows that others are not; two in a row are not, but the operation.
 * So it is with a 5xx where all that is looked for failed before.
 *
 * @param items - is added to
 * @param now - epoch milliseconds
 * @param isSuspect - whether all that is looked for failed before
 */
export async function searchMessages(
  credential: Credential,
  search: MessageSearch,
  wanted: ReadonlySet<string>,
  items: Found,
  known: KnownThreads,
  ask: AskPage,
  now: number,
  isSuspect: boolean,
): Promise<Searched> {
  const { operation, arrayOut, idsIn } = entities.message
  const { sizes } = known
  let rest = search
  while (items.size < wanted.size && (rest.page !== undefined || rest.queue.length > 0)) {
    const { threads, cursor } = rest.page ?? { threads: rest.queue.slice(0, sizes.of(credential, operation)) }
    const queue = rest.page === undefined ? rest.queue.slice(threads.length) : rest.queue
    const filter = { [idsIn]: threads, CreatedUtc: toInterval(rest.window) }
    const page = await ask({ operation, arrayOut, filter }, threads.length, cursor, maxMessageCalls)
    if ('items' in page) {
      collectItems(items, wanted, page.items, page.beganAt)
      sizes.grow(credential, operation, threads.length, now)
      rest = {
        ...toProven(rest),
        queue,
        page: page.cursor === undefined ? undefined : { threads, cursor: page.cursor },
      }
      continue
    }
    if ('cut' in page) return { rest, stop: page }
    const isMuch = isTooMuch(page.answer)
    // What is refused for its cursor is not refused for its threads.
    const fault = isSuspect ? toServerFault(page.answer) : undefined
    const refusal = cursor === undefined ? (toPartRefusal({ kind: 'failed', ...page }) ?? fault) : undefined
    const [thread] = threads
    if (threads.length > 1 && (isMuch || refusal !== undefined)) {
      if (isMuch) sizes.limit(credential, operation, threads.length, now)
      else sizes.shrink(credential, operation, threads.length)
      rest = { ...rest, queue: [...threads, ...queue], page: undefined }
    } else if (refusal === undefined || thread === undefined) {
      return { rest, stop: page }
    } else if (rest.suspect === undefined) {
      rest = { ...rest, queue, suspect: { thread, refusal } }
    } else {
      return { rest, stop: { ...page, isHopeless: true } }
    }
  }
  if (rest.suspect === undefined || items.size === wanted.size) return { rest, stop: undefined }
  // Nothing has shown that it is not the operation.
  return { rest, stop: { answer: rest.suspect.refusal, operation } }
}

function toServerFault(answer: FailedAnswer): Refusal | undefined {
  return answer.kind === 'refused' && answer.status >= 500 ? answer : undefined
}

/** A page has come: what was refused by itself before is at fault itself. */
function toProven({ suspect, ...search }: MessageSearch): MessageSearch {
  if (suspect === undefined) return search
  return { ...search, refused: new Map([...search.refused, [suspect.thread, suspect.refusal]]) }
}
