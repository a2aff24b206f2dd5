import { createServer as createHttpServer } from 'node:http'
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'
import { describe, expect, it } from 'vitest'

import { isBrokerAnswering, isRegistryAnswering } from './is-answering.ts'

async function withServer(server: Server, work: (port: number) => Promise<void>): Promise<void> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  try {
    await work((server.address() as AddressInfo).port)
  } finally {
    await new Promise((resolve) => server.close(resolve))
  }
}

const whenAsked = (answer: (socket: Socket, request: Buffer) => void) =>
  createServer((socket) => socket.once('data', (request) => answer(socket, request)))

describe('isBrokerAnswering', () => {
  it('is true once the broker answers our request, in whatever pieces', () => {
    const server = whenAsked((socket, request) => {
      const correlationId = request.subarray(8, 12)
      socket.write(Buffer.concat([Buffer.from('0000000a', 'hex'), correlationId]))
      socket.write(Buffer.from('000000000000', 'hex'))
    })

    return withServer(server, async (port) => expect(await isBrokerAnswering(port)).toBe(true))
  })

  it('is false for an open port that hangs up', () =>
    withServer(
      whenAsked((socket) => socket.end()),
      async (port) => expect(await isBrokerAnswering(port)).toBe(false),
    ))

  it('is false for a server that speaks something else', () =>
    withServer(
      whenAsked((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')),
      async (port) => expect(await isBrokerAnswering(port)).toBe(false),
    ))

  it('is false where nothing listens', async () => {
    let closed = 0
    await withServer(createServer(), async (port) => {
      closed = port
    })

    expect(await isBrokerAnswering(closed)).toBe(false)
  })
})

describe('isRegistryAnswering', () => {
  it.each([
    [200, true],
    [503, false],
  ])('takes status %i as %s', (status, expected) => {
    const server = createHttpServer((request, response) => {
      response.writeHead(request.url === '/apis/ccompat/v7/subjects' ? status : 404).end('[]')
    })

    return withServer(server, async (port) => {
      expect(await isRegistryAnswering(`http://127.0.0.1:${port}/apis/ccompat/v7`)).toBe(expected)
    })
  })
})
