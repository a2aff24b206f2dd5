import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import type { Opened } from '@bellhop/runtime'
import { SimulatorError } from '../errors.ts'
import type { Simulator } from '../simulator.ts'
import { type Flow, readRate } from './flow.ts'

/** What the control acts on, and where it listens; port 0 lets the system choose. */
export type ControlOptions = {
  readonly simulator: Simulator
  readonly flow: Flow
  readonly host: string
  readonly port: number
}

/**
 * Opens what other processes may ask of the simulator and tell it, over HTTP:
 *
 * - `GET /health`: 200 while it runs
 * - `GET /stats` and `GET /accepted-events`: the simulator's own, as JSON
 * - `GET /truth`: an entity a line, as JSON
 * - `PUT /traffic` with `{"eventsPerSecond":20}`: from now on so many; 0 is answered once no webhook is under way
 *
 * It asks nobody who they are: the simulator holds no secret.
 */
export async function openControl(options: ControlOptions): Promise<Opened<number>> {
  const server = createServer((request, response) => {
    answer(options, request, response).catch((error: unknown) => {
      const isOurs = error instanceof SimulatorError
      reply(response, isOurs ? 400 : 500, `${isOurs ? error.message : 'failed'}\n`)
    })
  })
  server.listen(options.port, options.host)
  await once(server, 'listening')
  return {
    value: portOf(server),
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

async function answer(
  { simulator, flow }: ControlOptions,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  switch (`${request.method} ${request.url}`) {
    case 'GET /health':
      return reply(response, 200, 'well\n')
    case 'GET /stats':
      return reply(response, 200, JSON.stringify(simulator.stats()))
    case 'GET /accepted-events':
      return reply(response, 200, JSON.stringify(Object.fromEntries(simulator.acceptedEvents())))
    case 'GET /truth':
      return reply(response, 200, [...simulator.truth()].map((entity) => `${JSON.stringify(entity)}\n`).join(''))
    case 'PUT /traffic':
      await flow.set(readRate(await text(request)))
      return reply(response, 200, JSON.stringify(simulator.stats()))
    default:
      return reply(response, 404, 'not found\n')
  }
}

function reply(response: ServerResponse, status: number, body: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(body)
}

function portOf(server: Server): number {
  const address = server.address()
  if (address !== null && typeof address !== 'string') return address.port
  throw new SimulatorError('simulator.options', 'The host has no port')
}
