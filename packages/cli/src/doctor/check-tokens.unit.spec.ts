import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer, type ServerResponse } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Directory } from '@bellhop/mews'
import { createCloser } from '@bellhop/runtime'
import { afterAll, describe, expect, it } from 'vitest'
import { checkTokens } from './check-tokens.ts'

const { keep, closeAll } = createCloser()
afterAll(() => closeAll())

/** A Mews that answers only when so many calls wait, all of them then. */
async function openSlowMews(group: number) {
  const waiting: ServerResponse[] = []
  let most = 0
  const server = createServer((_request, response) => {
    waiting.push(response)
    most = Math.max(most, waiting.length)
    if (waiting.length < group) return
    for (const one of waiting.splice(0)) {
      one.writeHead(200, { 'content-type': 'application/json' }).end('{"Resources":[],"Cursor":null}')
    }
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  keep({ value: server, close: async () => void server.close() })
  const address = server.address()
  return { baseUrl: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`, most: () => most }
}

const directoryOf = (baseUrl: string, count: number): Directory => ({
  baseUrl,
  client: 'spec',
  clientToken: 'c',
  credentials: Array.from({ length: count }, (_, nth) => ({
    name: `hotel-${nth}`,
    chain: undefined,
    chainIds: [],
    accessToken: `token-${nth}`,
    enterpriseIds: [`enterprise-${nth}`],
    requestsPerWindow: 200,
    windowSeconds: 30,
  })),
})

describe('the tokens of a directory', () => {
  it('are tried eight at once, told of in its order, and remembered each', async () => {
    const folder = keep(
      await mkdtemp(join(tmpdir(), 'bellhop-doctor-')).then((value) => ({
        value,
        close: () => rm(value, { recursive: true, force: true }),
      })),
    )
    const file = join(folder, 'times.json')
    const mews = await openSlowMews(8)
    const directory = directoryOf(mews.baseUrl, 16)
    const words: string[] = []
    const look = () => checkTokens(directory, file, (text) => words.push(text), new AbortController().signal)

    const first = await look()
    const again = await look()

    expect(first.map(({ text, isFine }) => [text, isFine])).toEqual(
      directory.credentials.map(({ name }) => [`${name}: Mews takes its token`, true]),
    )
    expect(mews.most()).toBe(8)
    expect(words).toContain('16 of 16 tokens tried')
    expect(Object.keys(JSON.parse(await readFile(file, 'utf8')))).toHaveLength(16)
    expect(again.map(({ isFine }) => isFine)).toEqual(Array.from({ length: 16 }, () => undefined))
  })
})
