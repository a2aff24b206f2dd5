import { once } from 'node:events'
import { createServer, type Server, type Socket } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { connectWithin } from './connect-within.ts'

let server: Server
let accepted: Socket[]

beforeEach(async () => {
  accepted = []
  server = createServer((socket) => accepted.push(socket))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
})
afterEach(async () => {
  for (const socket of accepted) socket.destroy()
  await new Promise((resolve) => server.close(resolve))
})

/** The server speaks no TLS: who wants that waits for its end in vain. */
function connect(
  now: () => number,
  timeoutMs = 60_000,
  protocol = 'http:',
): Promise<{ error: Error | null; socket: Socket | null }> {
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? String(address.port) : ''
  return new Promise((resolve) => {
    connectWithin(timeoutMs, now)({ hostname: '127.0.0.1', protocol, port }, (error, socket) =>
      resolve({ error, socket }),
    )
  })
}

describe('connectWithin', () => {
  it('gives a connection that came in time', async () => {
    const { error, socket } = await connect(() => 0)

    expect(error).toBeNull()
    socket?.destroy()
  })

  it.each([
    ['ETIMEDOUT, the fault of the other side, when the timer comes in time', 'ETIMEDOUT', 60],
    ['ELATE, our own fault, when the timer comes late', 'ELATE', 500],
  ])('gives up with %s', async (_what, code, lookedAt) => {
    const times = [0]
    const { error } = await connect(() => times.shift() ?? lookedAt, 50, 'https:')

    expect(error).toMatchObject({ code })
  })

  it('gives none to a process that was frozen while it connected: what it wanted to send is out of date', async () => {
    const times = [0]
    const { error, socket } = await connect(() => times.shift() ?? 60_001)

    expect(error).toMatchObject({ code: 'ELATE' })
    expect(socket).toBeNull()
    await expect.poll(() => accepted.every(({ readableEnded, destroyed }) => readableEnded || destroyed)).toBe(true)
  })
})
