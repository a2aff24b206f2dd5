import type { IncomingMessage, ServerResponse } from 'node:http'
import type { TopicNames } from '@bellhop/records'
import { type BeginSpan, codeOf, type Logger, type Metrics } from '@bellhop/runtime'
import type { FindToken } from './authenticate.ts'
import type { Deadlines } from './deadlines.ts'
import { createDoorCounts } from './door-counts.ts'
import type { KeepDrafts } from './keep-drafts.ts'
import { isAnnouncedTooLarge, readBody } from './read-body.ts'
import { createSeldom } from './seldom.ts'
import { type IsTaken, type PlaceOf, toDrafts } from './to-drafts.ts'
import { beginWebhookTrace, type WebhookTrace } from './trace-webhook.ts'
import type { ToWebhookId } from './webhook-id.ts'

/** Longest body of a webhook, in bytes. Mews's own never come near. */
export const BODY_LIMIT_BYTES = 1024 * 1024

const RETRY_AFTER_S = '30'

/** Takes a webhook whose head has arrived, and sees to it that it is answered. */
export type ReceiveWebhook = (request: IncomingMessage, response: ServerResponse, token: unknown) => void

/** What {@link createReceiveWebhook} needs. */
export type ReceiveOptions = {
  readonly findToken: FindToken
  readonly placeOf: PlaceOf
  readonly isTaken: IsTaken
  readonly topics: TopicNames
  readonly keep: KeepDrafts
  readonly deadlines: Deadlines
  /** Whether connections are to be ended with their next answer. */
  readonly isClosing: () => boolean
  /** Epoch milliseconds. */
  readonly now: () => number
  /** Milliseconds of a clock that never goes back. */
  readonly nowMs: () => number
  readonly toWebhookId: ToWebhookId
  readonly log: Logger
  readonly metrics: Metrics<'ingress'>
  /** Absent where nothing is traced: a span costs more than the rest of a webhook. */
  readonly beginSpan?: BeginSpan | undefined
}

/**
 * Makes the life of a webhook from its head to its answer, one owner for both: 204 when everything in it is durable, 401
 * for a wrong token, 413 for a body over 1 MiB, 503 with Retry-After in every other case and at the deadline.
 *
 * A 503 means that the outcome is not known. No address is ever logged, since the token stands in it.
 */
export function createReceiveWebhook(options: ReceiveOptions): ReceiveWebhook {
  const { findToken, placeOf, isTaken, topics, keep, deadlines, isClosing } = options
  const { now, nowMs, toWebhookId, log, metrics, beginSpan } = options
  const counts = createDoorCounts(metrics)
  const seldomTooLarge = createSeldom(60_000, nowMs)
  const seldomLate = createSeldom(10_000, nowMs)
  const seldomUnknown = createSeldom(60_000, nowMs)

  return (request, response, token) => {
    const startedAt = nowMs()
    counts.begun()
    let isAnswered = false
    let callOffDeadline = () => {}
    let trace: WebhookTrace | undefined

    const answer = (status: number, outcome: string, isLast = false) => {
      isAnswered = true
      callOffDeadline()
      counts.answered(outcome, status, (nowMs() - startedAt) / 1000)
      if (trace !== undefined) trace.answered(status, outcome)
      if (status === 503) response.setHeader('retry-after', RETRY_AFTER_S)
      if (isLast || isClosing()) response.setHeader('connection', 'close')
      response.writeHead(status)
      response.end()
      // What follows on this connection is a body that nobody wants.
      if (isLast) response.once('finish', () => request.destroy())
    }
    const refuse = (status: number, reason: string, outcome: string, isLast: boolean) => {
      if (isAnswered) return
      metrics.rejected.inc({ reason })
      answer(status, outcome, isLast)
    }
    const settle = (outcome: string, keeping: Promise<void>) => {
      keeping.then(
        () => {
          if (isAnswered) metrics.keptLate.inc()
          else answer(204, outcome)
        },
        (error: unknown) => refuse(503, codeOf(error) ?? 'internal', 'unavailable', false),
      )
    }
    const take = (body: Buffer) => {
      const receivedAt = now()
      counts.read(body.byteLength)
      const receipt = { webhookId: toWebhookId(receivedAt), receivedAt }
      try {
        const { outcome, drafts } = toDrafts(body, receipt, placeOf, topics, isTaken)
        settle(outcome, keep(trace === undefined ? drafts : trace.mark(drafts, receipt), startedAt))
      } catch (error) {
        log.error({ err: error }, 'a webhook could not be taken')
        refuse(503, 'internal', 'unavailable', false)
      }
    }
    const refuseTooLarge = () => {
      seldomTooLarge((skipped) => log.warn({ skipped, limit: BODY_LIMIT_BYTES }, 'a body was over the limit'))
      refuse(413, 'too-large', 'too-large', true)
    }

    const position = findToken(token)
    if (position === undefined) {
      seldomUnknown((skipped) => log.warn({ skipped }, 'a webhook came with no token or a wrong one'))
      // A short body is passed over; of a longer one, or one of unknown length, nothing is read.
      return refuse(
        401,
        'token',
        'token',
        request.headers['content-length'] === undefined || isAnnouncedTooLarge(request, 65_536),
      )
    }
    counts.token(position)
    if (beginSpan !== undefined) trace = beginWebhookTrace(beginSpan, request, now())
    if (isAnnouncedTooLarge(request, BODY_LIMIT_BYTES)) return refuseTooLarge()

    callOffDeadline = deadlines.add(() => {
      seldomLate((skipped) => log.warn({ skipped }, 'a webhook was not kept in time: Mews sends it again'))
      refuse(503, 'deadline', 'unavailable', !request.complete)
    })
    readBody(request, BODY_LIMIT_BYTES, (end) => {
      if (isAnswered) return
      if (end === 'too-large') refuseTooLarge()
      else if (end === 'cut-short') refuse(503, 'cut-short', 'unavailable', true)
      else take(end.body)
    })
  }
}
