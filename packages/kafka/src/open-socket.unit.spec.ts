import { once } from 'node:events'
import { createServer } from 'node:net'
import { describe, expect, it } from 'vitest'
import { createOpenSocket } from './open-socket.ts'

describe('a socket of kafkajs', () => {
  it('keeps no listener for each time that it is closed once more', async () => {
    const server = createServer((connection) => void connection.end()).listen(0, '127.0.0.1')
    await once(server, 'listening')
    const address = server.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    const socket = createOpenSocket()({ host: '127.0.0.1', port, ssl: {}, onConnect: () => undefined })
    // It speaks TLS to one that does not.
    socket.on('error', () => undefined)
    await new Promise((resolve) => socket.once('close', resolve))
    server.close()

    for (let i = 0; i < 20; i++) socket.unref()

    expect(socket.listenerCount('connect')).toBeLessThanOrEqual(1)
  })
})
