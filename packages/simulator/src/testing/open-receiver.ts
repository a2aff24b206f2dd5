import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { isJsonObject, type JsonObject } from '../world/json.ts'

/** One webhook as it arrived. */
type Arrived = { readonly path: string; readonly body: JsonObject }

/** Decides what the nth webhook, counted from 0, is answered with: a status, or a function that answers or does not. */
export type Reply = (nth: number, arrived: Arrived) => number | ((response: ServerResponse) => void)

/** Opens a server that keeps the webhooks it is sent. */
export async function openReceiver(reply: Reply = () => 204) {
  const arrived: Arrived[] = []
  const server = createServer((request, response) => {
    read(request)
      .then((body) => {
        const one = { path: request.url ?? '', body }
        const answer = reply(arrived.length, one)
        arrived.push(one)
        if (typeof answer === 'number') response.writeHead(answer).end()
        else answer(response)
      })
      .catch(() => response.destroy())
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : 0

  return {
    url: `http://127.0.0.1:${port}/webhooks/mews?Token=word`,
    arrived,
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

async function read(request: IncomingMessage): Promise<JsonObject> {
  const chunks: Buffer[] = []
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk)
  const value: unknown = JSON.parse(Buffer.concat(chunks).toString())
  return isJsonObject(value) ? value : {}
}
