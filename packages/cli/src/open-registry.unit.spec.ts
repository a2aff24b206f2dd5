import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { openReachableRegistry } from './open-registry.ts'

const closers: Array<() => Promise<void>> = []
afterEach(async () => {
  for (const close of closers.splice(0)) await close()
})

/** A registry that lets in one user, and knows no schema. */
async function openGuarded(login: string): Promise<string> {
  const server = createServer(({ headers: { authorization } }, response) => {
    const status = authorization === `Basic ${Buffer.from(login).toString('base64')}` ? 404 : 401
    response.writeHead(status).end(JSON.stringify({ error_code: status * 100 + 1, message: 'no' }))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closers.push(() => new Promise((resolve) => server.close(() => resolve())))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

describe('the registry of a command', () => {
  it('is reached with the login that the environment names, as by the services', async () => {
    const SCHEMA_REGISTRY_URL = await openGuarded('ada:lovelace')
    const login = { SCHEMA_REGISTRY_USERNAME: 'ada', SCHEMA_REGISTRY_PASSWORD: 'lovelace' }
    const { signal } = new AbortController()

    const registry = await openReachableRegistry({ SCHEMA_REGISTRY_URL, ...login }, signal)

    expect(await registry.versionsOf('none')).toEqual([])
    await expect(openReachableRegistry({ SCHEMA_REGISTRY_URL }, signal)).rejects.toMatchObject({
      code: 'registry.refused',
    })
  })
})
