import type { Credential } from '@bellhop/mews'
import type { BeginSpan } from '@bellhop/runtime'
import type { Send } from './api.ts'
import type { Lookup } from './lane-book.ts'
import { toTracePlaces } from './to-trace-places.ts'

/** The span of a fetch: all calls that were made for some lookups. */
export type FetchTrace = {
  /** Has the span know of the calls. */
  readonly follow: (send: Send) => Send
  readonly end: () => void
}

/**
 * Begins the span of a fetch, and notes it in its lookups. It is a part of the trace of the oldest event that it is made
 * for, and links to the others'.
 */
export function beginFetchTrace(
  beginSpan: BeginSpan,
  operation: string,
  { name }: Pick<Credential, 'name'>,
  lookups: readonly Lookup[],
): FetchTrace {
  const [parent, ...links] = toTracePlaces(lookups)
  const span = beginSpan({
    name: `fetch ${operation}`,
    kind: 'client',
    parent,
    links,
    facts: { 'bellhop.operation': operation, 'bellhop.credential': name, 'bellhop.entities': lookups.length },
  })
  for (const lookup of lookups) lookup.fetchedIn = span.traceparent
  let calls = 0
  let failed: string | undefined
  let status: number | undefined
  return {
    follow: (send) => async (credential, request, ids) => {
      calls += 1
      const sent = await send(credential, request, ids)
      const { answer } = sent
      status = answer.kind === 'page' ? 200 : answer.kind === 'refused' ? answer.status : undefined
      failed = answer.kind === 'page' ? undefined : answer.kind === 'refused' ? `status ${status}` : answer.cause
      return sent
    },
    end: () => {
      const facts = { 'bellhop.calls': calls, ...(status === undefined ? {} : { 'http.response.status_code': status }) }
      span.end(facts, failed)
    },
  }
}
