import { finished } from 'node:stream'
import type { TopicNames } from '@bellhop/records'
import { codeOf, type Logger, type Metrics } from '@bellhop/runtime'
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import type { IsKnownToken } from './authenticate.ts'
import type { KeepDrafts } from './keep-drafts.ts'
import { createSeldom } from './seldom.ts'
import { type PlaceOf, toDrafts } from './to-drafts.ts'

/** Longest body of a webhook, in bytes. Mews's own never come near. */
export const BODY_LIMIT_BYTES = 1024 * 1024

/** When a webhook is answered at the latest, in milliseconds from its first byte; 4 s are promised, Mews waits for 5 s. */
const ANSWER_WITHIN_MS = 3_500

const RETRY_AFTER_S = '30'

/** What {@link createApp} needs. */
export type AppOptions = {
  readonly isKnownToken: IsKnownToken
  readonly placeOf: PlaceOf
  readonly topics: TopicNames
  readonly keep: KeepDrafts
  /** Epoch milliseconds. */
  readonly now: () => number
  /** A new id for a webhook received at the given time. */
  readonly toWebhookId: (atMs: number) => string
  readonly log: Logger
  readonly metrics: Metrics<'ingress'>
  /** For tests; 3.5 s otherwise. */
  readonly answerWithinMs?: number
}

/**
 * Creates the HTTP side: `POST /webhooks/mews?Token=…`, and 404 for everything else. Nothing listens yet.
 *
 * Answers 204 when everything in the webhook is durable, 401 for a wrong token, 413 for a body over 1 MiB, and 503 with
 * Retry-After in every other case, within 4 s. A 503 means that the outcome is not known. No address is ever logged,
 * since the token stands in it.
 */
export function createApp(options: AppOptions): FastifyInstance {
  const { isKnownToken, placeOf, topics, keep, now, toWebhookId, log, metrics } = options
  const answerWithinMs = options.answerWithinMs ?? ANSWER_WITHIN_MS
  const seldomTooLarge = createSeldom(60_000, () => performance.now())
  const seldomLate = createSeldom(10_000, () => performance.now())
  const seldomUnknown = createSeldom(60_000, () => performance.now())

  const app = Fastify({
    logger: false,
    bodyLimit: BODY_LIMIT_BYTES,
    requestTimeout: 10_000,
    return503OnClosing: false,
    frameworkErrors: (_error, _request, reply) => void answer(reply, 404),
  })
  takeAnyContentType(app)
  const isClosing = endConnectionsOnClose(app)
  app.setNotFoundHandler((_request, reply) => answer(reply, 404))
  app.setErrorHandler((error, request, reply) => {
    if (codeOf(error) === 'FST_ERR_CTP_BODY_TOO_LARGE') {
      metrics.rejected.inc({ reason: 'too-large' })
      seldomTooLarge((skipped) => log.warn({ skipped, limit: BODY_LIMIT_BYTES }, 'a body was over the limit'))
      return answer(reply, 413, 'too-large')
    }
    const isCutShort = request.raw.errored !== null || codeOf(error) === 'FST_ERR_CTP_INVALID_CONTENT_LENGTH'
    if (!isCutShort) log.error({ err: error }, 'a webhook could not be taken')
    return refuse(reply, isCutShort ? 'cut-short' : 'internal')
  })

  app.post('/webhooks/mews', { onRequest: authenticate }, take)

  async function take(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const receivedAt = now()
    const body = request.body instanceof Buffer ? request.body : Buffer.alloc(0)
    metrics.requestBytes.inc(body.byteLength)
    const { outcome, drafts } = toDrafts(body, { webhookId: toWebhookId(receivedAt), receivedAt }, placeOf, topics)
    try {
      await keep(drafts)
    } catch (error) {
      if (!reply.sent) refuse(reply, codeOf(error) === 'not-ready' ? 'not-ready' : 'publish-failed')
      return reply
    }
    return reply.sent ? reply : answer(reply, 204, outcome)
  }

  async function authenticate(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined> {
    const startedAt = performance.now()
    metrics.requestsInFlight.inc()
    const deadline = setTimeout(() => void refuseLate(reply), answerWithinMs)
    finished(reply.raw, () => {
      clearTimeout(deadline)
      metrics.requestsInFlight.dec()
      metrics.requestSeconds.observe({ status: String(reply.statusCode) }, (performance.now() - startedAt) / 1000)
    })
    if (isKnownToken(tokenOf(request.query))) return undefined

    metrics.rejected.inc({ reason: 'token' })
    seldomUnknown((skipped) => log.warn({ skipped }, 'a webhook came with no token or a wrong one'))
    return answer(reply, 401, 'token')
  }

  /** The body may still be on its way: the connection is of no use any more. */
  function refuseLate(reply: FastifyReply): FastifyReply {
    if (reply.sent) return reply
    seldomLate((skipped) => log.warn({ skipped }, 'a webhook was not kept in time: Mews sends it again'))
    return refuse(reply.header('connection', 'close'), 'deadline')
  }

  function refuse(reply: FastifyReply, reason: string): FastifyReply {
    if (reply.sent) return reply
    metrics.rejected.inc({ reason })
    return answer(reply.header('retry-after', RETRY_AFTER_S), 503, 'unavailable')
  }

  function answer(reply: FastifyReply, status: number, outcome?: string): FastifyReply {
    if (outcome) metrics.webhooks.inc({ outcome, status: String(status) })
    if (isClosing()) reply.header('connection', 'close')
    return reply.code(status).send()
  }

  return app
}

/** Mews promises no content type, so that none is asked for, and a malformed one does no harm. */
function takeAnyContentType(app: FastifyInstance): void {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
  app.addHook('onRequest', async (request) => {
    delete request.raw.headers['content-type']
  })
}

/**
 * Connections that are kept alive would hold the close up: those in use are told to end with their answer, and those that
 * became idle in the moment of the close are ended.
 *
 * @returns whether the close has begun.
 */
function endConnectionsOnClose(app: FastifyInstance): () => boolean {
  let sweep: NodeJS.Timeout | undefined
  app.addHook('preClose', async () => {
    sweep = setInterval(() => app.server.closeIdleConnections(), 50)
  })
  app.addHook('onClose', async () => clearInterval(sweep))
  return () => sweep !== undefined
}

function tokenOf(query: unknown): unknown {
  return typeof query === 'object' && query !== null && 'Token' in query ? query.Token : undefined
}
