import { createServer, request } from 'node:http'
import type { Opened } from '@bellhop/runtime'

/** Stands between one process and the API, and notes when that process called. */
export type CallWatch = {
  /** For the process's own directory. */
  readonly baseUrl: string
  /** Calls that came between two times, both in epoch milliseconds. */
  readonly count: (from: number, until: number) => number
}

/** Opens a watch that passes every call on, and every answer back. */
export async function openCallWatch(apiUrl: string): Promise<Opened<CallWatch>> {
  const times: number[] = []
  const server = createServer((call, response) => {
    times.push(Date.now())
    const { method = 'POST', headers, url = '/' } = call
    const passed = request(new URL(url, apiUrl), { method, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(response)
    })
    passed.on('error', () => response.destroy())
    response.on('close', () => passed.destroy())
    call.pipe(passed)
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen({ port: 0, host: '127.0.0.1' }, resolve)
  })
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return {
    value: {
      baseUrl: `http://127.0.0.1:${port}`,
      count: (from, until) => times.filter((at) => at >= from && at < until).length,
    },
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
