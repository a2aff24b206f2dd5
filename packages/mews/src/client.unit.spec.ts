import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { type AddressInfo, createServer as createTcpServer } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterEach, describe, expect, it } from 'vitest'
import { toPage } from './answer.ts'
import { type ApiPlace, type ClientOptions, type FetchPage, openClient, type ReadPage } from './client.ts'

const closers: Array<() => Promise<void>> = []
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
})

/** A client of a loopback server that answers each call as told, once its body has come. */
async function given(
  answer: (response: ServerResponse, body: string, request: IncomingMessage) => void,
  options: ClientOptions = {},
  given: Partial<ApiPlace> = {},
  readPage: ReadPage = toPage,
): Promise<FetchPage> {
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk: Buffer) => {
      body += chunk.toString()
    })
    request.on('end', () => answer(response, body, request))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const place = { baseUrl: `http://127.0.0.1:${port}/`, client: 'Bellhop 1.0.0', clientToken: 'client-secret' }
  const { value, close } = openClient(() => ({ ...place, ...given }), readPage, options)
  closers.push(async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }, close)
  return value
}

/** An address that takes a connection and never completes it: TLS is awaited for ever. */
async function openSilentServer(): Promise<{ baseUrl: string; closed: Promise<void> }> {
  let seeClose = () => {}
  const closed = new Promise<void>((resolve) => {
    seeClose = resolve
  })
  const server = createTcpServer((socket) => {
    socket
      .on('error', () => undefined)
      .on('close', () => seeClose())
      .resume()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closers.push(() => new Promise<void>((resolve) => server.close(() => resolve())))
  return { baseUrl: `https://127.0.0.1:${(server.address() as AddressInfo).port}`, closed }
}

/** A promise, and what resolves it. */
function createGate() {
  let open = () => {}
  const opened = new Promise<void>((resolve) => {
    open = resolve
  })
  return { opened, open: () => open() }
}

const call = {
  operation: 'resources/getAll',
  arrayOut: 'Resources',
  accessToken: 'access-secret',
  filter: { ResourceIds: ['r1'], Extent: { Resources: true } },
}

describe('fetchPage', () => {
  it('posts the filter with the tokens and gives the page', async () => {
    let seen: unknown
    const fetchPage = await given((response, body, request) => {
      seen = { method: request.method, url: request.url, type: request.headers['content-type'], body: JSON.parse(body) }
      response.end('{"Resources":[{"Id":"r1"}],"Cursor":"r1"}')
    })

    const answer = await fetchPage(call)

    expect(answer).toEqual({ kind: 'page', items: [{ Id: 'r1' }], cursor: 'r1' })
    expect(seen).toEqual({
      method: 'POST',
      url: '/api/connector/v1/resources/getAll',
      type: 'application/json',
      body: {
        ClientToken: 'client-secret',
        AccessToken: 'access-secret',
        Client: 'Bellhop 1.0.0',
        ResourceIds: ['r1'],
        Extent: { Resources: true },
      },
    })
  })

  it('says when the last byte had come, and takes a fault in reading for none of the network', async () => {
    const fault = Object.assign(new Error('not what our schema takes'), { code: 'avro.unfit' })
    const told: string[] = []
    const readPage = () => {
      told.push('reading')
      throw fault
    }
    const fetchPage = await given((response) => response.end('{}'), {}, {}, readPage)

    await expect(fetchPage({ ...call, onAnswered: () => told.push('answered') })).rejects.toBe(fault)
    expect(told).toEqual(['answered', 'reading'])
  })

  it('gives an empty page for a 204', async () => {
    const fetchPage = await given((response) => response.writeHead(204).end())

    expect(await fetchPage(call)).toEqual({ kind: 'page', items: [], cursor: undefined })
  })

  it('takes a 200 with nothing in it for a fault on the way, not for absent entities', async () => {
    const fetchPage = await given((response) => response.end())

    expect(await fetchPage(call)).toEqual({ kind: 'unreachable', cause: 'not-json' })
  })

  it('gives the status and what Mews says when it refuses', async () => {
    const fetchPage = await given((response) => response.writeHead(401).end('{"Message":"Invalid AccessToken."}'))

    expect(await fetchPage(call)).toEqual({
      kind: 'refused',
      status: 401,
      restMs: undefined,
      message: 'Invalid AccessToken.',
    })
  })

  it('reads how long to rest after a 429, in seconds', async () => {
    const fetchPage = await given((response) => response.writeHead(429, { 'retry-after': '17' }).end())

    expect(await fetchPage(call)).toMatchObject({ kind: 'refused', status: 429, restMs: 17_000 })
  })

  it('reads how long to rest after a 429, as a date, by our clock where the answer has none', async () => {
    const until = Date.now() + 600_000
    const fetchPage = await given((response) => {
      response.sendDate = false
      response.writeHead(429, { 'retry-after': new Date(until).toUTCString() }).end()
    })

    const answer = await fetchPage(call)

    // A date has whole seconds, and the wait begins when the answer is read.
    expect(answer).toMatchObject({ kind: 'refused', status: 429, restMs: expect.any(Number) })
    if (answer.kind !== 'refused' || answer.restMs === undefined) return expect.fail('no rest was read')
    expect(answer.restMs).toBeGreaterThan(0)
    expect(answer.restMs).toBeLessThanOrEqual(600_000)
  })

  it('measures the date of a 429 against the clock of who sent it', async () => {
    const date = 'Sat, 31 Jan 2026 12:00:00 GMT'
    const fetchPage = await given((response) =>
      response.writeHead(429, { date, 'retry-after': 'Sat, 31 Jan 2026 12:00:45 GMT' }).end(),
    )

    expect(await fetchPage(call)).toMatchObject({ kind: 'refused', status: 429, restMs: 45_000 })
  })

  it('knows a 429 even where its body is cut off', async () => {
    const fetchPage = await given((response) => {
      response.writeHead(429, { 'retry-after': '17', 'content-length': '1000' })
      response.write('{"Message":"To', () => response.socket?.destroy())
    })

    expect(await fetchPage(call)).toEqual({ kind: 'refused', status: 429, restMs: 17_000, message: '' })
  })

  it('keeps the page of a proxy out of the message of a 500', async () => {
    const fetchPage = await given((response) => response.writeHead(500).end('<html>guest@example.com</html>'))

    expect(await fetchPage(call)).toEqual({ kind: 'refused', status: 500, restMs: undefined, message: '' })
  })

  it('follows no redirect: tokens go to one host', async () => {
    let calls = 0
    const fetchPage = await given((response) => {
      calls += 1
      response.writeHead(307, { location: '/elsewhere' }).end()
    })

    expect(await fetchPage(call)).toMatchObject({ kind: 'refused', status: 307 })
    expect(calls).toBe(1)
  })

  it('sends each call with the client token of that moment', async () => {
    const bodies: string[] = []
    const place = { clientToken: 'old-secret' }
    const answer = (response: ServerResponse, body: string) => {
      bodies.push(body)
      response.end('{"Resources":[]}')
    }
    const fetchPage = await given(
      answer,
      {},
      {
        get clientToken() {
          return place.clientToken
        },
      },
    )

    await fetchPage(call)
    place.clientToken = 'new-secret'
    await fetchPage(call)

    expect(bodies.map((body) => JSON.parse(body).ClientToken)).toEqual(['old-secret', 'new-secret'])
  })

  it('says that the connection failed when it is reset before an answer', async () => {
    const fetchPage = await given((response) => response.socket?.resetAndDestroy())

    expect(await fetchPage(call)).toEqual({ kind: 'unreachable', cause: 'connection' })
  })

  it('says that the connection failed when nobody listens', async () => {
    const fetchPage = await given(() => undefined, {}, { baseUrl: 'http://127.0.0.1:1' })

    expect(await fetchPage(call)).toEqual({ kind: 'unreachable', cause: 'connection' })
  })

  it.each([
    ['announced by length', { 'content-length': '1000' }],
    ['chunked', { 'transfer-encoding': 'chunked' }],
    ['announced by length, on a connection that ends', { 'content-length': '1000', connection: 'close' }],
  ])('says that an answer was cut off: %s', async (_name, headers) => {
    const fetchPage = await given((response) => {
      response.writeHead(200, headers)
      response.write('{"Resources":[{"Id"', () => response.socket?.end())
    })

    expect(await fetchPage(call)).toEqual({ kind: 'unreachable', cause: 'truncated' })
  })

  it('gives up at its deadline when no answer comes', async () => {
    const fetchPage = await given(() => undefined, { timeoutMs: 50 })

    expect(await fetchPage(call)).toEqual({ kind: 'unreachable', cause: 'timeout' })
  })

  it('gives up at its deadline while an answer still drips', async () => {
    const fetchPage = await given(
      (response) => {
        response.writeHead(200)
        const drip = setInterval(() => response.write(' '), 5)
        response.on('close', () => clearInterval(drip))
      },
      { timeoutMs: 100 },
    )

    expect(await fetchPage(call)).toEqual({ kind: 'unreachable', cause: 'timeout' })
  })

  it('gives up connecting after a second, and leaves no connection behind: a later call would break the budget', async () => {
    const { baseUrl, closed } = await openSilentServer()
    const { value: fetchPage, close } = openClient(
      () => ({ baseUrl, client: 'Bellhop 1.0.0', clientToken: 'secret' }),
      toPage,
    )
    closers.push(close)
    const startedAt = performance.now()

    expect(await fetchPage(call)).toEqual({ kind: 'unreachable', cause: 'connection' })

    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(990)
    expect(performance.now() - startedAt).toBeLessThan(1_400)
    await closed
  })

  it('ends with its signal, and ends what is on the wire', async () => {
    const controller = new AbortController()
    let seeClose = () => {}
    const closed = new Promise<void>((resolve) => {
      seeClose = resolve
    })
    const fetchPage = await given((response) => {
      response.on('close', seeClose)
      controller.abort()
    })

    expect(await fetchPage({ ...call, signal: controller.signal })).toEqual({ kind: 'unreachable', cause: 'aborted' })

    await closed
  })

  it('is not sent once its signal has aborted, neither at once nor when the connection comes', async () => {
    let calls = 0
    const fetchPage = await given((response) => {
      calls += 1
      response.end('{"Resources":[]}')
    })
    const controller = new AbortController()

    const connecting = fetchPage({ ...call, signal: controller.signal })
    controller.abort()
    expect(await connecting).toEqual({ kind: 'unreachable', cause: 'aborted' })
    expect(await fetchPage({ ...call, signal: controller.signal })).toEqual({ kind: 'unreachable', cause: 'aborted' })

    expect(await fetchPage(call)).toMatchObject({ kind: 'page' })
    expect(calls).toBe(1)
  })

  it('is not sent where the right to was lost by the time it was ready', async () => {
    let calls = 0
    const fetchPage = await given((response) => {
      calls += 1
      response.end('{"Resources":[]}')
    })

    const unsent = await fetchPage({ ...call, mayStill: () => false })
    expect(unsent).toEqual({ kind: 'unreachable', cause: 'aborted' })
    expect(await fetchPage({ ...call, mayStill: () => true })).toMatchObject({ kind: 'page' })

    expect(calls).toBe(1)
  })

  it('asks again when the connection is there, whether new or used before, and writes nothing then', async () => {
    let calls = 0
    const fetchPage = await given((response) => {
      calls += 1
      response.end('{"Resources":[]}')
    })
    const oncePlease = () => {
      let asked = 0
      return () => ++asked === 1
    }

    expect(await fetchPage({ ...call, mayStill: oncePlease() })).toEqual({ kind: 'unreachable', cause: 'aborted' })
    expect(await fetchPage(call)).toMatchObject({ kind: 'page' })
    expect(await fetchPage({ ...call, mayStill: oncePlease() })).toEqual({ kind: 'unreachable', cause: 'aborted' })

    expect(calls).toBe(1)
  })

  it('does not read an answer beyond its bound', async () => {
    const fetchPage = await given((response) => response.end(`{"Resources":["${'x'.repeat(100_000)}"]}`), {
      maxBodyBytes: 10_000,
    })

    expect(await fetchPage(call)).toEqual({ kind: 'unreachable', cause: 'too-large' })
  })

  it.each([
    [200, { kind: 'unreachable', cause: 'too-large' }],
    [503, { kind: 'refused', status: 503, restMs: undefined, message: '' }],
  ])('reads a body that never ends no further than its bound, under status %i', async (status, outcome) => {
    let written = 0
    let seeClose = () => {}
    const closed = new Promise<void>((resolve) => {
      seeClose = resolve
    })
    const fetchPage = await given(
      (response) => {
        const chunk = Buffer.alloc(16_384, '[')
        const pour = () => {
          while (!response.destroyed && response.write(chunk)) written += chunk.byteLength
        }
        response.writeHead(status).on('drain', pour).on('close', seeClose)
        pour()
      },
      { maxBodyBytes: 100_000 },
    )

    expect(await fetchPage(call)).toEqual(outcome)

    await closed
    expect(written).toBeLessThan(32 * 1024 * 1024)
  })

  describe('while the answers of others hold all the room', () => {
    /** A client whose first page is read when it is told to; the second answer has been sent, and waits to be read. */
    async function hold(signal?: AbortSignal) {
      const story: string[] = []
      const [read, answered, sent] = [createGate(), createGate(), createGate()]
      let [calls, pages] = [0, 0]
      const fetchPage = await given(
        (response) => {
          calls += 1
          if (calls === 2) response.on('finish', sent.open)
          response.end(`{"Resources":["${'x'.repeat(10_000)}"]}`)
        },
        { maxHeldBytes: 15_000 },
        {},
        async (body, arrayOut) => {
          pages += 1
          if (pages === 1) await read.opened
          return toPage(body, arrayOut)
        },
      )
      const elsewhere = await given((response) => response.end('{"Resources":[]}'))
      const first = fetchPage({ ...call, onAnswered: answered.open })
      await answered.opened
      const onAnswered = () => void story.push('second answered')
      const second = fetchPage({ ...call, onAnswered, ...(signal === undefined ? {} : { signal }) })
      await sent.opened
      // By then it would have come, if it were read.
      await elsewhere(call)
      const release = () => {
        story.push('first read')
        read.open()
      }
      return { story, first, second, release }
    }

    it('leaves an answer on the wire until the page before it is read', async () => {
      const { story, first, second, release } = await hold()

      release()

      expect(await Promise.all([first, second])).toMatchObject([{ kind: 'page' }, { kind: 'page' }])
      expect(story).toEqual(['first read', 'second answered'])
    })

    it('ends a call that waits for it when its signal aborts', async () => {
      const controller = new AbortController()
      const { story, first, second, release } = await hold(controller.signal)

      controller.abort()

      expect(await second).toEqual({ kind: 'unreachable', cause: 'aborted' })
      release()
      expect(await first).toMatchObject({ kind: 'page' })
      expect(story).toEqual(['first read'])
    })
  })

  it('asks for no compressed answer and unpacks none: what is small on the wire stays small', async () => {
    const bomb = gzipSync(`{"Resources":["${'x'.repeat(10_000_000)}"]}`)
    let accepted: string | undefined
    const fetchPage = await given(
      (response, _body, request) => {
        accepted = request.headers['accept-encoding']?.toString()
        response.writeHead(200, { 'content-encoding': 'gzip', 'content-type': 'application/json' }).end(bomb)
      },
      { maxBodyBytes: 100_000 },
    )

    expect(await fetchPage(call)).toEqual({ kind: 'unreachable', cause: 'not-json' })

    expect(accepted).toBeUndefined()
  })

  it.each([
    ['a list', '[{"Id":"r1"}]'],
    ['a text', '"Resources"'],
    ['nothing', 'null'],
    ['an object where the list should be', '{"Resources":{"Id":"r1"}}'],
    ['very deep', '['.repeat(200_000)],
    ['a page of a proxy', '<html>Resources</html>'],
  ])('takes a body of another shape for no page: %s', async (_what, body) => {
    const fetchPage = await given((response) => response.writeHead(200).end(body))

    expect(await fetchPage(call)).toEqual({ kind: 'unreachable', cause: 'not-json' })
  })

  it.each(['text/html', 'application/octet-stream'])('goes by the body, not by its name %s', async (type) => {
    const fetchPage = await given((response) =>
      response.writeHead(200, { 'content-type': type }).end('{"Resources":[null,{"Id":"r1"}]}'),
    )

    expect(await fetchPage(call)).toEqual({ kind: 'page', items: [null, { Id: 'r1' }], cursor: undefined })
  })

  it('serves the next call after each kind of trouble', async () => {
    const troubles = [
      (response: ServerResponse) => response.socket?.resetAndDestroy(),
      (response: ServerResponse) => response.end('x'.repeat(100_000)),
      (response: ServerResponse) => response.writeHead(500).end('<html>'),
    ]
    let calls = 0
    const fetchPage = await given(
      (response) => {
        const trouble = troubles[calls]
        calls += 1
        if (trouble) trouble(response)
        else response.end('{"Resources":[]}')
      },
      { maxBodyBytes: 10_000, connections: 1 },
    )
    for (const _ of troubles) await fetchPage(call)

    expect(await fetchPage(call)).toEqual({ kind: 'page', items: [], cursor: undefined })
  })

  it('does not hide a fault of ours as trouble on the wire', async () => {
    const fetchPage = await given((response) => response.end('{}'))
    const circular: Record<string, unknown> = {}
    circular['self'] = circular

    await expect(fetchPage({ ...call, filter: circular })).rejects.toThrow(TypeError)
  })

  it('carries many calls at once', async () => {
    const fetchPage = await given((response, body) => {
      const { ResourceIds } = JSON.parse(body) as { ResourceIds: string[] }
      response.end(JSON.stringify({ Resources: ResourceIds }))
    })
    const ids = Array.from({ length: 200 }, (_, i) => `r${i}`)

    const answers = await Promise.all(ids.map((id) => fetchPage({ ...call, filter: { ResourceIds: [id] } })))

    expect(answers.map((answer) => answer.kind === 'page' && answer.items[0])).toEqual(ids)
  })
})
