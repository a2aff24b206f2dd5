import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { askAdmins } from './ask-admins.ts'

let server: Server | undefined
afterEach(() => new Promise<void>((resolve) => (server === undefined ? resolve() : server.close(() => resolve()))))

/** Serves one body at every path; gives its host:port. */
async function serve(body: string): Promise<string> {
  server = createServer((_request, response) => response.end(body))
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve))
  return `127.0.0.1:${(server.address() as AddressInfo).port}`
}

const ask = (...addresses: string[]) => askAdmins(addresses, new AbortController().signal)

describe('what the services say of themselves', () => {
  it('is asked of each address, and what does not answer is told of', async () => {
    const address = await serve('{"status":"not ready","reasons":["it starts"]}')

    expect(await ask(address, '127.0.0.1:1')).toMatchObject([
      { address, isThere: true, readiness: { isReady: false, reasons: ['it starts'] } },
      { address: '127.0.0.1:1', isThere: false },
    ])
  })

  it.each(['localhost:99999', '::1:9464', 'no such name:1', 'a-name-that-nobody-has.invalid:9464'])(
    'is no answer where the address is %s',
    async (address) => {
      expect(await ask(address)).toMatchObject([{ address, isThere: false }])
    },
  )

  it('is no answer where somebody else listens', async () => {
    const address = await serve('{"error_code":404,"message":"HTTP 404 Not Found"}')

    expect(await ask(address)).toMatchObject([
      { isThere: false, why: expect.stringContaining('no service of Bellhop') },
    ])
  })
})
