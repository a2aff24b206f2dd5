import Fastify, { type FastifyInstance, type FastifyReply } from 'fastify'
import { openDeadlines } from './deadlines.ts'
import { BODY_LIMIT_BYTES, createReceiveWebhook, type ReceiveOptions } from './receive-webhook.ts'

/** When a webhook is answered at the latest, in milliseconds from its first byte; 4 s are promised, Mews waits for 5 s. */
const ANSWER_WITHIN_MS = 3_500

/** A head that takes longer than this, or a whole request, in milliseconds, ends its connection. */
const HEAD_WITHIN_MS = 5_000
const REQUEST_WITHIN_MS = 10_000
const MAX_HEAD_BYTES = 16 * 1024
/** More than any balancer keeps to one process; the next is not accepted. */
const MAX_CONNECTIONS = 5_000

/** What {@link createApp} needs. */
export type AppOptions = Omit<ReceiveOptions, 'deadlines' | 'isClosing'> & {
  /** For tests; 3.5 s otherwise. */
  readonly answerWithinMs?: number
  /** Certificate and key (PEM) where there is no proxy in front that ends TLS. */
  readonly tls?: { readonly cert: Buffer; readonly key: Buffer }
}

/**
 * Creates the HTTP side: `POST /webhooks/mews?Token=…`, and 404 for everything else. Nothing listens yet.
 *
 * fastify routes, and leaves webhooks to us from there on: its steps for bodies, hooks and replies cost more than what is
 * done for a webhook.
 */
export function createApp({ answerWithinMs = ANSWER_WITHIN_MS, tls, ...options }: AppOptions): FastifyInstance {
  const app = createServer(tls)
  app.server.headersTimeout = HEAD_WITHIN_MS
  app.server.maxConnections = MAX_CONNECTIONS
  app.setNotFoundHandler((_request, reply) => answerNotFound(reply))

  const deadlines = openDeadlines(answerWithinMs, options.nowMs)
  app.addHook('onClose', async () => deadlines.close())
  const receive = createReceiveWebhook({ ...options, deadlines, isClosing: endConnectionsOnClose(app) })
  app.post('/webhooks/mews', {
    onRequest: (request, reply) => {
      reply.hijack()
      receive(request.raw, reply.raw, tokenOf(request.query))
    },
    handler: () => {},
  })
  return app
}

function createServer(tls: AppOptions['tls']): FastifyInstance {
  const options = {
    logger: false,
    bodyLimit: BODY_LIMIT_BYTES,
    requestTimeout: REQUEST_WITHIN_MS,
    return503OnClosing: false,
    frameworkErrors: (_error: unknown, _request: unknown, reply: FastifyReply) => void answerNotFound(reply),
  }
  // Node looks at its limits of time every 30 s only, unless told otherwise.
  const http = { maxHeaderSize: MAX_HEAD_BYTES, connectionsCheckingInterval: 1_000 }
  const app: unknown = tls ? Fastify({ ...options, https: { ...http, ...tls } }) : Fastify({ ...options, http })
  return app as FastifyInstance
}

function answerNotFound(reply: FastifyReply): FastifyReply {
  return reply.code(404).send()
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
