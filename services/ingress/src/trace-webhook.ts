import type { IncomingMessage } from 'node:http'
import type { BeginSpan } from '@bellhop/runtime'
import type { Draft, Receipt } from './draft.ts'

/** The span of a webhook, from its token to its answer. */
export type WebhookTrace = {
  /** Has the drafts carry it to their topics, through the spool too. */
  readonly mark: (drafts: readonly Draft[], receipt: Receipt) => readonly Draft[]
  readonly answered: (status: number, outcome: string) => void
}

/**
 * Begins the span of a webhook whose token is valid; it is a part of the trace that its head names, if it names one. The
 * address is none of its facts, since the token stands in it.
 *
 * @param startedAt - epoch milliseconds
 */
export function beginWebhookTrace(
  beginSpan: BeginSpan,
  { headers: { traceparent: parent } }: Pick<IncomingMessage, 'headers'>,
  startedAt: number,
): WebhookTrace {
  const { traceparent, end } = beginSpan({
    name: 'POST /webhooks/mews',
    kind: 'server',
    parent: typeof parent === 'string' ? parent : undefined,
    startedAt,
    facts: { 'http.request.method': 'POST', 'http.route': '/webhooks/mews' },
  })
  let kept = {}
  return {
    mark: (drafts, { webhookId }) => {
      kept = { 'bellhop.webhook_id': webhookId, 'bellhop.records': drafts.length }
      return drafts.map((draft) => ({ ...draft, traceparent }))
    },
    answered: (status, outcome) => {
      const facts = { ...kept, 'http.response.status_code': status, 'bellhop.outcome': outcome }
      end(facts, status >= 500 ? outcome : undefined)
    },
  }
}
