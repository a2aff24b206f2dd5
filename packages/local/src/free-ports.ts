import { randomInt } from 'node:crypto'
import { createServer, type Server } from 'node:net'

import { claimPort } from './claim-port.ts'
import { LocalError } from './errors.ts'

/*
 * Below the range from which systems take ports for outgoing connections (Linux from 32768, others from 49152): while
 * the broker is down, a client that keeps dialling its port could otherwise be given that very port for itself.
 */
const lowest = 20_000
const highest = 32_000

/**
 * A port of 127.0.0.1 for each of the uses, free now, all different, from 20000 to 31999. No caller of this, in whatever
 * process, is given one of them within the next two minutes.
 *
 * A stranger may take one before it is used: the caller must bear that.
 *
 * @throws LocalError `local-start-failed` when 1,000 ports in a row are taken.
 */
export async function findFreePorts<Use extends string>(...uses: readonly Use[]): Promise<Record<Use, number>> {
  const held: Server[] = []
  try {
    const ports: [Use, number][] = []
    for (const use of uses) {
      const { server, port } = await holdAny()
      held.push(server)
      ports.push([use, port])
    }
    return Object.fromEntries(ports) as Record<Use, number>
  } finally {
    await Promise.all(held.map((server) => new Promise<void>((resolve) => server.close(() => resolve()))))
  }
}

async function holdAny(): Promise<{ server: Server; port: number }> {
  for (let tries = 0; tries < 1_000; tries += 1) {
    const port = randomInt(lowest, highest)
    const server = await hold(port)
    if (server === undefined) continue
    if (await claimPort(port)) return { server, port }
    server.close()
  }
  const text = `No free port was found on 127.0.0.1 between ${lowest} and ${highest}: end what holds them, then try again.`
  throw new LocalError('local-start-failed', text, { retriable: true })
}

function hold(port: number): Promise<Server | undefined> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(undefined))
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => resolve(server))
  })
}
