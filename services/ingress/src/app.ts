import { createServer as createHttpServer, type RequestListener, type Server } from 'node:http'
import { createServer as createHttpsServer } from 'node:https'
import Fastify, { type FastifyInstance, type FastifyReply } from 'fastify'
import { TOKEN_PATTERN } from './authenticate.ts'
import { openDeadlines } from './deadlines.ts'
import { BODY_LIMIT_BYTES, createReceiveWebhook, type ReceiveOptions } from './receive-webhook.ts'

/** When a webhook is answered at the latest, in milliseconds from its first byte; 4 s are promised, Mews waits for 5 s. */
const ANSWER_WITHIN_MS = 3_500

/** A head that takes longer than this, or a whole request, in milliseconds, ends its connection. */
const HEAD_WITHIN_MS = 5_000
const REQUEST_WITHIN_MS = 10_000
const MAX_HEAD_BYTES = 16 * 1024
/** Longer than balancers keep a connection that nobody uses, so that they end it and never post into its end; in ms. */
const KEEP_ALIVE_MS = 72_000
/** More than any balancer keeps to one process; the next is not accepted. */
const MAX_CONNECTIONS = 5_000

/** What {@link createApp} needs. */
export type AppOptions = Omit<ReceiveOptions, 'deadlines' | 'isClosing'> & {
  /** For tests; 3.5 s otherwise. */
  readonly answerWithinMs?: number
  /** Certificate and key (PEM) where there is no proxy in front that ends TLS. */
  readonly tls?: { readonly cert: Buffer; readonly key: Buffer }
}

/** The address as Mews is given it. */
const PLAIN_ADDRESS = new RegExp(`^/webhooks/mews\\?Token=(${TOKEN_PATTERN})$`)

/**
 * Creates the HTTP side: `POST /webhooks/mews?Token=…`, and 404 for everything else. Nothing listens yet.
 *
 * A webhook at the plain address goes past fastify, whose steps for routes, bodies, hooks and replies cost more than what
 * is done for a webhook; fastify has the server's life, and finds out what else an address may mean.
 */
export function createApp({ answerWithinMs = ANSWER_WITHIN_MS, tls, ...options }: AppOptions): FastifyInstance {
  const app: FastifyInstance = Fastify({
    logger: false,
    bodyLimit: BODY_LIMIT_BYTES,
    return503OnClosing: false,
    frameworkErrors: (_error: unknown, _request: unknown, reply: FastifyReply) => void answerNotFound(reply),
    serverFactory: (route) =>
      openServer(tls, (request, response) => {
        const token = request.method === 'POST' ? PLAIN_ADDRESS.exec(request.url ?? '')?.[1] : undefined
        if (token === undefined) route(request, response)
        else receive(request, response, token)
      }),
  })
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

function openServer(tls: AppOptions['tls'], onRequest: RequestListener): Server {
  // Node looks at its limits of time every 30 s only, unless told otherwise.
  const http = {
    maxHeaderSize: MAX_HEAD_BYTES,
    connectionsCheckingInterval: 1_000,
    headersTimeout: HEAD_WITHIN_MS,
    requestTimeout: REQUEST_WITHIN_MS,
    keepAliveTimeout: KEEP_ALIVE_MS,
  }
  const server = tls ? createHttpsServer({ ...http, ...tls }, onRequest) : createHttpServer(http, onRequest)
  server.maxConnections = MAX_CONNECTIONS
  return server
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
