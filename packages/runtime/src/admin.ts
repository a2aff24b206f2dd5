import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { BellhopError, codeOf } from './errors.ts'
import type { Opened } from './lifecycle.ts'

/** Whether the service may be given work; with reasons all the same, it is degraded. They hold no secret. */
export type Readiness = { readonly isReady: boolean; readonly reasons: readonly string[] }

/** Gives the metrics in Prometheus' text format. */
export type MetricsText = { readonly contentType: string; text(): Promise<string> }

/** What {@link openAdmin} needs. `isReady` must not throw. */
export type AdminOptions = {
  readonly host: string
  /** 0 lets the system choose. */
  readonly port: number
  readonly isReady: () => Readiness
  readonly metrics: MetricsText
}

/**
 * Opens the operator's port: `GET /health/live` (200 while the process turns), `GET /health/ready` (200 or 503 with
 * `{ status, reasons }`; the status is ready, degraded or not ready) and `GET /metrics`. Everything else is 404.
 *
 * @throws BellhopError `port-taken` when the address cannot be had.
 */
export async function openAdmin(options: AdminOptions): Promise<Opened<{ readonly port: number }>> {
  const { host, port } = options
  const server = createServer((request, response) => {
    answer(options, request, response).catch(() => reply(response, 500, 'text/plain', 'no metrics\n'))
  })
  await listen(server, host, port)
  const address = server.address()
  return {
    value: { port: typeof address === 'object' && address !== null ? address.port : port },
    close: () => closeServer(server),
  }
}

async function answer(options: AdminOptions, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = (request.url ?? '').split('?')[0]
  const isRead = request.method === 'GET' || request.method === 'HEAD'
  if (isRead && path === '/health/live') return reply(response, 200, 'application/json', '{"status":"live"}\n')
  if (isRead && path === '/health/ready') return replyReadiness(response, options.isReady())
  if (isRead && path === '/metrics') {
    return reply(response, 200, options.metrics.contentType, await options.metrics.text())
  }
  return reply(response, 404, 'text/plain', 'not found\n')
}

function replyReadiness(response: ServerResponse, { isReady, reasons }: Readiness): void {
  const status = isReady ? (reasons.length === 0 ? 'ready' : 'degraded') : 'not ready'
  const body = JSON.stringify({ status, reasons })
  reply(response, isReady ? 200 : 503, 'application/json', `${body}\n`)
}

function reply(response: ServerResponse, status: number, contentType: string, body: string): void {
  response.writeHead(status, { 'content-type': contentType, 'content-length': Buffer.byteLength(body) })
  response.end(response.req.method === 'HEAD' ? undefined : body)
}

async function listen(server: Server, host: string, port: number): Promise<void> {
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen({ host, port }, resolve)
    })
  } catch (cause) {
    const message = `ADMIN_HOST ${host} and ADMIN_PORT ${port} cannot be had (${codeOf(cause) ?? 'refused'}).`
    throw new BellhopError({ code: 'port-taken', message, cause })
  }
}

async function closeServer(server: Server): Promise<void> {
  await new Promise<void>((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}
