import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { RegistryLog } from './away-log.ts'
import { openRegistry, type RegistryOptions } from './registry.ts'
import type { AvroSchema } from './schema.ts'

type Seen = { method: string; path: string; body: string; headers: IncomingMessage['headers'] }
type Reply = { status: number; body: unknown } | 'reset' | 'silence'
type Respond = (seen: Seen, count: number) => Reply | Promise<Reply>

const schema: AvroSchema = { type: 'record', name: 'R', fields: [{ name: 'id', type: 'string' }] }
const schemaBody = { schema: JSON.stringify(schema), schemaType: 'AVRO' }
const ok = (body: unknown): Reply => ({ status: 200, body })
const unwell: Reply = { status: 503, body: 'down for repairs' }
const codeOf = (code: string) => expect.objectContaining({ code })

const closers: Array<() => Promise<void>> = []
afterEach(async () => {
  for (const close of closers.splice(0)) await close()
})

/** A registry on loopback that answers as told and remembers what it was asked. */
async function openLoopback(respond: Respond) {
  const seen: Seen[] = []
  const server = createServer((request, response) => void answer(request, response))
  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const call = {
      method: request.method ?? '',
      path: request.url ?? '',
      body: await text(request),
      headers: request.headers,
    }
    seen.push(call)
    const reply = await respond(call, seen.length)
    if (reply === 'reset') request.socket.destroy()
    else if (reply !== 'silence') response.writeHead(reply.status).end(toText(reply.body))
  }
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  closers.push(async () => {
    server.closeAllConnections()
    server.close()
    await once(server, 'close')
  })
  return { seen, port: address.port, url: `http://127.0.0.1:${address.port}/apis/ccompat/v7` }
}

function toText(body: unknown): string {
  return typeof body === 'string' ? body : JSON.stringify(body)
}

/** A registry client that does not dawdle, and the server it speaks to. */
async function given(respond: Respond, options: Partial<RegistryOptions> = {}) {
  const server = await openLoopback(respond)
  const lines: string[] = []
  const log: RegistryLog = {
    warn: (fields, message) => void lines.push(`${message} ${JSON.stringify(fields)}`),
    info: (fields, message) => void lines.push(`${message} ${JSON.stringify(fields)}`),
  }
  const registry = openRegistry({ url: server.url, log, retryDelayMs: () => 1, now: () => 0, ...options })
  return { ...server, registry, lines }
}

describe('register', () => {
  it('posts the schema as text under its subject, in the registry’s own content type', async () => {
    const { registry, seen } = await given(() => ok({ id: 7 }))

    const id = await registry.register('a b/c-value', schema)

    expect(id).toBe(7)
    expect(seen).toMatchObject([{ method: 'POST', path: '/apis/ccompat/v7/subjects/a%20b%2Fc-value/versions' }])
    expect(JSON.parse(seen[0]?.body ?? '')).toEqual({ schema: JSON.stringify(schema) })
    expect(seen[0]?.headers['content-type']).toBe('application/vnd.schemaregistry.v1+json')
  })

  it('asks once for the same subject and schema, at the same time or later', async () => {
    const { registry, seen } = await given(() => ok({ id: 7 }))

    const ids = await Promise.all([registry.register('s', schema), registry.register('s', { ...schema })])
    const later = await registry.register('s', schema)

    expect([...ids, later]).toEqual([7, 7, 7])
    expect(seen).toHaveLength(1)
  })

  it('asks again for another subject, and for another schema', async () => {
    const { registry, seen } = await given((_, count) => ok({ id: count }))

    const first = await registry.register('s', schema)
    const second = await registry.register('t', schema)
    const third = await registry.register('s', { ...schema, doc: 'new' })

    expect([first, second, third]).toEqual([1, 2, 3])
    expect(seen).toHaveLength(3)
  })

  it('reports a conflict in the registry’s words, and does not repeat it', async () => {
    const { registry, seen } = await given(() => ({
      status: 409,
      body: { error_code: 409, message: 'STRING is not INT' },
    }))

    await expect(registry.register('s', schema)).rejects.toMatchObject({
      code: 'schema.incompatible',
      retriable: false,
      message: expect.stringMatching(/would not register a schema for s \(status 409\): STRING is not INT/),
    })
    expect(seen).toHaveLength(1)
  })

  it('asks again after a refusal, because an operator may have put it right', async () => {
    const refused: Reply = { status: 422, body: { error_code: 42201, message: 'Invalid' } }
    const { registry } = await given((_, count) => (count === 1 ? refused : ok({ id: 7 })))

    await expect(registry.register('s', schema)).rejects.toThrow(codeOf('registry.refused'))

    expect(await registry.register('s', schema)).toBe(7)
  })

  it('rejects an answer without an id', async () => {
    const { registry } = await given(() => ok({ hello: 'world' }))

    await expect(registry.register('s', schema)).rejects.toMatchObject({ code: 'registry.malformed', retriable: true })
  })
})

describe('schemaById', () => {
  it('asks once for an id, at the same time or later, and gives the same object', async () => {
    const { registry, seen } = await given(() => ok(schemaBody))

    const [first, second] = await Promise.all([registry.schemaById(3), registry.schemaById(3)])
    const third = await registry.schemaById(3)

    expect(first).toEqual(schema)
    expect(second).toBe(first)
    expect(third).toBe(first)
    expect(registry.knownSchema(3)).toBe(first)
    expect(seen.map(({ path }) => path)).toEqual(['/apis/ccompat/v7/schemas/ids/3'])
  })

  it('knows nothing before it asked', async () => {
    const { registry, seen } = await given(() => ok(schemaBody))

    expect(registry.knownSchema(3)).toBeUndefined()
    expect(seen).toHaveLength(0)
  })

  it('remembers a bounded number of ids, those used last', async () => {
    const { registry, seen } = await given(() => ok(schemaBody), { mostSchemas: 2 })

    for (const id of [1, 2, 1, 3, 1, 2]) await registry.schemaById(id)

    expect(seen.map(({ path }) => path.split('/').at(-1))).toEqual(['1', '2', '3', '2'])
  })

  it('says that an id is unknown, which is not the same as a wrong address', async () => {
    const unknown: Reply = { status: 404, body: { error_code: 40403, message: 'Schema not found' } }
    const byRegistry = await given(() => unknown, { unknownIdMs: 0 })
    const byOther = await given(() => ({ status: 404, body: 'No such page' }))

    await expect(byRegistry.registry.schemaById(3)).rejects.toThrow(codeOf('registry.not-found'))
    await expect(byOther.registry.schemaById(3)).rejects.toMatchObject({
      code: 'registry.refused',
      message: expect.stringContaining('Is the address the base of its API?'),
    })
  })

  it('waits, and says so, for an id that the registry does not know yet', async () => {
    const unknown: Reply = { status: 404, body: { error_code: 40403, message: 'Schema not found' } }
    const { registry, lines } = await given((_, count) => (count <= 3 ? unknown : ok(schemaBody)))

    expect(await registry.schemaById(3)).toEqual(schema)

    expect(lines).toEqual([
      expect.stringMatching(/^Schema registry does not know a schema: waiting for it .*give schema 3.*status 404/),
      expect.stringMatching(/^Schema registry knows the schema now/),
    ])
  })

  it('believes after five minutes that there is no such id, and then at once; another id has its own', async () => {
    const unknown: Reply = { status: 404, body: { error_code: 40403, message: 'Schema not found' } }
    let now = 0
    const { registry, seen } = await given(() => unknown, {
      now: () => now,
      retryDelayMs: () => {
        now += 60_000
        return 0
      },
    })
    const asked = async (id: number) => {
      const before = seen.length
      await expect(registry.schemaById(id)).rejects.toThrow(codeOf('registry.not-found'))
      return seen.length - before
    }

    expect([await asked(3), await asked(3), await asked(4)]).toEqual([6, 1, 6])
  })

  it.each([
    ['a Protobuf schema', { schema: 'syntax = "proto3";', schemaType: 'PROTOBUF' }],
    ['a schema that is no record', { schema: '"string"' }],
    ['fields without a name', { schema: '{"type":"record","name":"R","fields":[{"type":"int"}]}' }],
    ['no JSON', { schema: '{' }],
  ])('refuses %s', async (_, body) => {
    const { registry } = await given(() => ok(body))

    await expect(registry.schemaById(3)).rejects.toMatchObject({
      code: 'avro.schema',
      message: expect.stringMatching(/^Schema 3 is/),
    })
  })
})

describe('a registry that is away', () => {
  it.each<[string, Reply]>([
    ['that is unwell', unwell],
    ['that is too busy', { status: 429, body: {} }],
    ['that hangs up', 'reset'],
    ['behind a proxy that shows a page', { status: 200, body: '<html>' }],
  ])('is waited for: one %s', async (_, away) => {
    const { registry, lines } = await given((_seen, count) => (count <= 3 ? away : ok({ id: 7 })))

    expect(await registry.register('s', schema)).toBe(7)

    expect(lines).toHaveLength(2)
    expect(lines[0]).toMatch(/^Schema registry is away: waiting for it .*"doing":"register a schema for s"/)
    expect(lines[1]).toMatch(/^Schema registry is back/)
  })

  it('is waited for when it never answers: each attempt has its time', async () => {
    const { registry, lines } = await given((_, count) => (count === 1 ? 'silence' : ok({ id: 7 })), {
      attemptTimeoutMs: 100,
    })

    expect(await registry.register('s', schema)).toBe(7)

    expect(lines[0]).toContain('no answer in 100 ms')
  })

  it('is waited for when nobody listens', async () => {
    const { port, url } = await given(() => ok({ id: 7 }))
    for (const close of closers.splice(0)) await close()
    const away = vi.fn()
    const registry = openRegistry({ url, log: { warn: away, info: () => {} }, retryDelayMs: () => 1 })

    const waiting = registry.register('s', schema)
    await vi.waitFor(() => expect(away).toHaveBeenCalled(), { timeout: 30_000 })
    const server = createServer((_request, response) => void response.end('{"id":7}')).listen(port, '127.0.0.1')
    closers.push(async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    })

    expect(await waiting).toBe(7)
    expect(away.mock.calls[0]?.[0]).toMatchObject({ reason: expect.stringContaining('ECONNREFUSED') })
  }, 60_000)

  it('is tried again after growing pauses', async () => {
    const attempts: number[] = []
    const { registry } = await given((_, count) => (count <= 3 ? unwell : ok(schemaBody)), {
      retryDelayMs: (attempt) => {
        attempts.push(attempt)
        return 0
      },
    })

    await registry.schemaById(3)

    expect(attempts).toEqual([1, 2, 3])
  })

  it('is waited for by all who asked the same, with one line of attempts', async () => {
    const { registry, seen } = await given((_, count) => (count <= 3 ? unwell : ok(schemaBody)))

    await Promise.all(Array.from({ length: 20 }, () => registry.schemaById(3)))

    expect(seen).toHaveLength(4)
  })

  it('is waited for no longer once the signal aborts', async () => {
    const stop = new AbortController()
    const { registry } = await given(() => unwell, {
      signal: stop.signal,
      retryDelayMs: () => {
        stop.abort()
        return 600_000
      },
    })

    await expect(registry.schemaById(3)).rejects.toMatchObject({
      code: 'registry.aborted',
      retriable: true,
      message: expect.stringContaining('give schema 3'),
    })
  })

  it('is hung up on when the signal aborts in the middle of an attempt', async () => {
    const stop = new AbortController()
    const { registry } = await given(
      () => {
        stop.abort()
        return 'silence'
      },
      { signal: stop.signal, attemptTimeoutMs: 600_000 },
    )

    await expect(registry.register('s', schema)).rejects.toThrow(codeOf('registry.aborted'))
  })

  it('is not asked at all after the signal aborted', async () => {
    const { registry, seen } = await given(() => ok(schemaBody), { signal: AbortSignal.abort() })

    await expect(registry.schemaById(3)).rejects.toThrow(codeOf('registry.aborted'))
    expect(seen).toHaveLength(0)
  })
})

describe('versionsOf', () => {
  it('gives every version, oldest first', async () => {
    const { registry } = await given(({ path }) => {
      if (path.endsWith('/versions')) return ok([10, 9])
      return ok({ subject: 's', id: 100, version: Number(path.split('/').at(-1)), ...schemaBody })
    })

    expect(await registry.versionsOf('s')).toEqual([
      { id: 100, version: 9, schema },
      { id: 100, version: 10, schema },
    ])
  })

  it('gives none for a subject that does not exist', async () => {
    const { registry } = await given(() => ({ status: 404, body: { error_code: 40401, message: 'Subject not found' } }))

    expect(await registry.versionsOf('s')).toEqual([])
  })

  it('does not take a wrong address for a subject that does not exist', async () => {
    const { registry } = await given(() => ({ status: 404, body: 'No such page' }))

    await expect(registry.versionsOf('s')).rejects.toThrow(codeOf('registry.refused'))
  })
})

describe('setCompatibility', () => {
  it('puts the level under the subject', async () => {
    const { registry, seen } = await given(() => ok({ compatibility: 'FULL_TRANSITIVE' }))

    await registry.setCompatibility('s', 'FULL_TRANSITIVE')

    expect(seen).toMatchObject([
      { method: 'PUT', path: '/apis/ccompat/v7/config/s', body: '{"compatibility":"FULL_TRANSITIVE"}' },
    ])
  })
})

describe('compatibilityOf', () => {
  it('tells the level of the subject, or that of the registry where the subject has none', async () => {
    const own = await given(() => ok({ compatibilityLevel: 'FULL_TRANSITIVE' }))
    const missing = { status: 404, body: { error_code: 40408, message: 'No such subject' } }
    const inherited = await given((_, count) => (count === 1 ? missing : ok({ compatibilityLevel: 'BACKWARD' })))
    const unknown = await given(() => missing)

    expect(await own.registry.compatibilityOf('s')).toBe('FULL_TRANSITIVE')
    expect(own.seen).toMatchObject([{ method: 'GET', path: '/apis/ccompat/v7/config/s' }])
    expect(await inherited.registry.compatibilityOf('s')).toBe('BACKWARD')
    expect(await unknown.registry.compatibilityOf('s')).toBeUndefined()
  })
})

describe('the address', () => {
  it('may hold credentials, which are sent and shown nowhere', async () => {
    const server = await openLoopback((_, count) => (count === 1 ? unwell : { status: 401, body: { message: 'Who?' } }))
    const lines: string[] = []
    const say = (fields: object, message: string) => void lines.push(message + JSON.stringify(fields))
    const url = server.url.replace('http://', 'http://us%40er:p%2Fw0rd@')
    const registry = openRegistry({ url: `${url}/`, log: { warn: say, info: say }, retryDelayMs: () => 1 })

    const error: unknown = await registry.schemaById(3).catch((caught: unknown) => caught)

    expect(server.seen[0]?.headers.authorization).toBe(`Basic ${Buffer.from('us@er:p/w0rd').toString('base64')}`)
    expect(server.seen[0]?.path).toBe('/apis/ccompat/v7/schemas/ids/3')
    expect(error).toMatchObject({
      code: 'registry.refused',
      message: expect.stringContaining('Check SCHEMA_REGISTRY_USERNAME'),
    })
    const shown = [...lines, error instanceof Error ? `${error.stack} ${JSON.stringify(error)}` : ''].join(' ')
    expect(shown).toContain('127.0.0.1')
    expect(shown).not.toMatch(/us@er|us%40er|p\/w0rd|p%2Fw0rd|Basic/)
  })

  it.each(['', 'registry:8081', 'localhost', 'ftp://us:p4ss@registry', 'http://us:p4ss@', 'http://us:p%4ss%@registry'])(
    'is refused, unrepeated, when it is %j',
    (url) => {
      const refusal = expect.objectContaining({ code: 'registry.url', message: expect.not.stringContaining('p4ss') })

      expect(() => openRegistry({ url })).toThrow(refusal)
    },
  )
})
