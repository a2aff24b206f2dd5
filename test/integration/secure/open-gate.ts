import { once } from 'node:events'
import { request } from 'node:http'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import type { Certificate } from '@bellhop/local'
import type { Opened } from '@bellhop/runtime'

/** What a gate asks for and where it leads. */
export type GateOptions = {
  readonly certificate: Certificate
  /** Origin of a server that speaks plain HTTP. */
  readonly target: string
  /** Whoever comes without this login is sent away with 401. */
  readonly login?: { readonly username: string; readonly password: string }
}

/** Opens a gate of TLS in front of a server; its value is its own origin. */
export async function openGate({ certificate, target, login }: GateOptions): Promise<Opened<string>> {
  const { hostname, port: targetPort } = new URL(target)
  const basic = login && `Basic ${Buffer.from(`${login.username}:${login.password}`).toString('base64')}`
  const server = createServer({ ...certificate }, (asked, answer) => {
    if (basic !== undefined && asked.headers.authorization !== basic) {
      answer.writeHead(401, { 'content-type': 'application/json' }).end('{"error_code":401,"message":"Who are you?"}')
      return
    }
    const { method, url: path, headers } = asked
    const onward = request({ hostname, port: targetPort, method, path, headers }, (reply) => {
      answer.writeHead(reply.statusCode ?? 502, reply.headers)
      reply.pipe(answer)
    })
    onward.on('error', () => answer.destroy())
    asked.pipe(onward)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const close = async () => {
    server.closeAllConnections()
    server.close()
    await once(server, 'close')
  }
  return { value: `https://127.0.0.1:${(server.address() as AddressInfo).port}`, close }
}
