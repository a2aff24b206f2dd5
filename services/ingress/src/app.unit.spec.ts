import { once } from 'node:events'
import { connect } from 'node:net'
import { topicNames } from '@bellhop/records'
import { BellhopError, createLogger, createMetrics } from '@bellhop/runtime'
import fc from 'fast-check'
import type { FastifyInstance } from 'fastify'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { createApp } from './app.ts'
import { createFindToken } from './authenticate.ts'
import type { Draft } from './draft.ts'
import type { KeepDrafts } from './keep-drafts.ts'

const token = 'planted-webhook-token'
const url = `/webhooks/mews?Token=${token}`
const ids = { EnterpriseId: 'enterprise', IntegrationId: 'integration' }
const event = (name: string, id: string) => ({ Discriminator: name, Value: { Id: id } })
const webhook = (events: readonly unknown[]) => JSON.stringify({ ...ids, Events: events })
const good = webhook([event('ServiceOrderUpdated', 'r1')])

function createTestApp({ keep, answerWithinMs = 4_000 }: { keep?: KeepDrafts; answerWithinMs?: number } = {}) {
  const kept: Draft[] = []
  const lines: string[] = []
  const metrics = createMetrics('ingress')
  const app = createApp({
    findToken: createFindToken(['another-token', token]),
    isTaken: (integrationId) => integrationId !== 'not-listed',
    placeOf: (enterpriseId) => ({ lane: enterpriseId, partition: 0 }),
    topics: topicNames('mews'),
    keep: keep ?? (async (drafts) => void kept.push(...drafts)),
    now: () => 1_700_000_000_000,
    nowMs: () => performance.now(),
    toWebhookId: () => 'webhook',
    log: createLogger({ service: 'ingress', level: 'trace', destination: { write: (line) => void lines.push(line) } }),
    metrics,
    answerWithinMs,
  })
  const post = (payload: string | Buffer, to = url, headers = {}) =>
    app.inject({ method: 'POST', url: to, payload: Buffer.from(payload), headers })
  /** Over a connection, where a webhook at the plain address goes past the router. */
  const postOver = async (payload: string, to = url) => {
    const address = app.server.listening ? toAddress(app) : await app.listen({ host: '127.0.0.1', port: 0 })
    onTestFinished(() => app.close())
    return (await fetch(address + to, { method: 'POST', body: payload })).status
  }
  return { app, post, postOver, kept, lines, metrics, topicsKept: () => kept.map(({ topic }) => topic) }
}

function toAddress(app: FastifyInstance): string {
  const address = app.server.address()
  return typeof address === 'object' && address ? `http://127.0.0.1:${address.port}` : ''
}

describe('POST /webhooks/mews with a valid token', () => {
  it.each([
    ['good events', good, ['mews.events.service-order-updated']],
    ['an unknown discriminator', webhook([event('ProductUpdated', 'p')]), ['mews.events.unrecognised']],
    [
      'one bad event among good ones',
      webhook([{}, event('MessageAdded', 'm')]),
      ['mews.events.message-added', 'mews.dead-letters.webhooks'],
    ],
    ['what is not JSON', '<html>', ['mews.dead-letters.webhooks']],
    ['what is not a webhook', '{"Hello":1}', ['mews.dead-letters.webhooks']],
    ['an empty body', '', ['mews.dead-letters.webhooks']],
    [
      'an integration webhook',
      '{"Action":"IntegrationEnabled","Data":{"Integration":{"Id":"i"}}}',
      ['mews.integrations'],
    ],
    ['no event at all', webhook([]), []],
  ])('answers 204 to %s, after it is kept', async (_what, body, topics) => {
    const { post, postOver, topicsKept } = createTestApp()

    expect([(await post(body)).statusCode, await postOver(body)]).toEqual([204, 204])

    expect(topicsKept()).toEqual([...topics, ...topics])
  })

  it.each(['application/json', 'text/plain; charset=utf-16', 'not a type', ';;', 'multipart/form-data; boundary=x'])(
    'does not mind the content type %j',
    async (contentType) => {
      const { post, kept } = createTestApp()

      const response = await post(good, url, { 'content-type': contentType })

      expect(response.statusCode).toBe(204)
      expect(kept).toHaveLength(1)
    },
  )

  it('does not answer before everything is kept', async () => {
    let letGo = () => {}
    const gate = new Promise<void>((resolve) => {
      letGo = resolve
    })
    const { post } = createTestApp({ keep: () => gate })
    let isAnswered = false

    const answering = post(good).then((response) => {
      isAnswered = true
      return response
    })
    await new Promise((resolve) => setImmediate(resolve))
    const before = isAnswered
    letGo()

    expect(before).toBe(false)
    expect((await answering).statusCode).toBe(204)
  })

  it('answers 413 to a body over 1 MiB and says so in the log once', async () => {
    const { post, kept, lines } = createTestApp()
    const tooLarge = Buffer.alloc(1024 * 1024 + 1, 0x20)

    const responses = [await post(tooLarge), await post(tooLarge), await post(tooLarge.subarray(1))]

    expect(responses.map(({ statusCode }) => statusCode)).toEqual([413, 413, 204])
    expect(lines.filter((line) => line.includes('limit'))).toHaveLength(1)
    expect(kept).toHaveLength(1)
  })

  it('answers 503 with Retry-After when it can be kept nowhere', async () => {
    const full = new BellhopError({ code: 'spool-full', message: 'full', retriable: true })
    const { post, metrics } = createTestApp({ keep: () => Promise.reject(full) })

    const response = await post(good)

    expect(response.statusCode).toBe(503)
    expect(response.headers['retry-after']).toBe('30')
    expect(await metrics.text()).toContain('bellhop_ingress_rejected_total{reason="spool-full"} 1')
  })

  it('keeps the webhook of an integration that is not listed as a dead letter', async () => {
    const { post, kept } = createTestApp()

    const response = await post(good.replace('"integration"', '"not-listed"'))

    expect(response.statusCode).toBe(204)
    expect(kept).toMatchObject([{ topic: 'mews.dead-letters.webhooks', value: { reason: 'not-taken' } }])
  })

  it('tells which token is still in use, by its position', async () => {
    const { post, metrics } = createTestApp()

    await post(good)
    await post(good, '/webhooks/mews?Token=another-token')
    await post(good)

    const text = await metrics.text()
    expect(text).toContain('bellhop_ingress_token_uses_total{position="0"} 1')
    expect(text).toContain('bellhop_ingress_token_uses_total{position="1"} 2')
  })

  it('answers 503 with Retry-After at the deadline when the publish never settles', async () => {
    const { post, metrics } = createTestApp({ keep: () => new Promise(() => {}), answerWithinMs: 20 })

    const response = await post(good)

    expect(response.statusCode).toBe(503)
    expect(response.headers['retry-after']).toBe('30')
    expect(await metrics.text()).toContain('bellhop_ingress_rejected_total{reason="deadline"} 1')
  })

  it.each([
    ['succeeds', () => Promise.resolve(), 204],
    ['fails', () => Promise.reject(new Error('too late')), 503],
  ])('lets a publish that %s after the deadline do no harm', async (_how, settle, nextStatus) => {
    const clock = vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] })
    onTestFinished(() => void vi.useRealTimers())
    let letGo = () => {}
    const gate = new Promise<void>((resolve) => {
      letGo = resolve
    })
    let tellAsked = () => {}
    const asked = new Promise<void>((resolve) => {
      tellAsked = resolve
    })
    const keep = () => {
      tellAsked()
      return gate.then(settle)
    }
    const { post, metrics } = createTestApp({ keep, answerWithinMs: 20 })

    const answering = post(good)
    await asked
    clock.advanceTimersByTime(20)
    const late = await answering
    letGo()
    const next = await post(webhook([]))

    expect(late.statusCode).toBe(503)
    expect(next.statusCode).toBe(nextStatus)
    expect(await metrics.text()).toContain('bellhop_ingress_requests_in_flight 0')
  })

  it('answers 503 at the deadline when the body never comes to its end', async () => {
    const { app, kept } = createTestApp({ answerWithinMs: 20 })
    const address = new URL(await app.listen({ host: '127.0.0.1', port: 0 }))
    const socket = connect(Number(address.port), address.hostname)

    socket.write(`POST ${url} HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{"Events":`)
    const [answer] = await once(socket, 'data')
    socket.destroy()
    await app.close()

    expect(String(answer)).toMatch(/^HTTP\/1\.1 503 /)
    expect(kept).toEqual([])
  })

  it('ends a connection whose head never comes to its end, and takes others meanwhile', async () => {
    const { app } = createTestApp()
    const address = new URL(await app.listen({ host: '127.0.0.1', port: 0 }))
    const slow = connect(Number(address.port), address.hostname)
    slow.write(`POST ${url} HTTP/1.1\r\nHost: x\r\nX-Slow: `)
    const ended = once(slow, 'close')

    const response = await fetch(new URL(url, address), { method: 'POST', body: good })
    slow.resume()
    await ended
    await app.close()

    expect(response.status).toBe(204)
  }, 60_000)

  it('takes any bytes at all', async () => {
    const { post } = createTestApp()
    const body = fc.oneof(
      fc.uint8Array({ maxLength: 300 }),
      fc.jsonValue().map((value) => Buffer.from(JSON.stringify(value))),
    )

    await fc.assert(
      fc.asyncProperty(body, async (bytes) => {
        expect((await post(Buffer.from(bytes))).statusCode).toBe(204)
      }),
    )
  })
})

describe('POST /webhooks/mews with no or a wrong token', () => {
  it.each([
    '/webhooks/mews',
    '/webhooks/mews?Token=',
    '/webhooks/mews?Token=wrong',
    `/webhooks/mews?token=${token}`,
    `${url}&Token=x`,
  ])('answers 401 to %s and keeps nothing', async (address) => {
    const { post, postOver, kept, metrics } = createTestApp()

    const response = await post(good, address)
    const overConnection = await postOver(good, address)

    expect([response.statusCode, response.body, overConnection]).toEqual([401, '', 401])
    expect(kept).toEqual([])
    expect(await metrics.text()).toContain('bellhop_ingress_rejected_total{reason="token"} 2')
  })

  it('answers 401 before it looks at the size', async () => {
    const { post } = createTestApp()

    expect((await post(Buffer.alloc(2 * 1024 * 1024), '/webhooks/mews?Token=wrong')).statusCode).toBe(401)
  })
})

describe('everything else', () => {
  it.each([
    ['GET', url],
    ['PUT', url],
    ['DELETE', url],
    ['HEAD', url],
    ['OPTIONS', url],
    ['POST', `/webhooks/mews/?Token=${token}`],
    ['POST', `/?Token=${token}`],
    ['POST', `/%zz?Token=${token}`],
    ['GET', '/metrics'],
  ] as const)('is 404 and says nothing: %s %s', async (method, address) => {
    const { app } = createTestApp()

    const response = await app.inject({ method, url: address })

    expect([response.statusCode, response.body]).toEqual([404, ''])
  })
})

describe('what is secret', () => {
  const secrets = [
    token,
    'planted-access-token',
    'planted-api-key',
    'planted-guest',
    'planted@example.com',
    'planted-snippet',
  ]
  const integration = {
    Action: 'IntegrationCreated',
    Data: {
      Integration: { Id: 'i', Name: 'Locks' },
      AccessToken: 'planted-access-token',
      ApiKey: 'planted-api-key',
      Requestor: { Name: 'planted-guest', Email: 'planted@example.com' },
    },
  }
  const bodies = [
    JSON.stringify({
      ...ids,
      Events: [event('CustomerAdded', 'c')],
      Entities: { Guests: [{ Name: 'planted-guest' }] },
    }),
    JSON.stringify({ Odd: integration, Entities: ['planted-guest'], Link: `https://h${url}` }),
    JSON.stringify(integration),
    webhook([{ Discriminator: 'CustomerAdded', AccessToken: 'planted-access-token' }]),
    '{"Name":"planted-snippet" "broken"',
    Buffer.alloc(1024 * 1024 + 1, 'planted-guest'),
  ]

  it('stands in no record, no log line and no metric, whatever comes and goes wrong', async () => {
    const { post, kept, lines, metrics, app } = createTestApp()
    const failing = createTestApp({ keep: () => Promise.reject(new Error(`POST ${url} failed`)) })

    for (const body of bodies) {
      await post(body)
      await failing.post(body)
      await post(body, `/webhooks/mews?Token=${token}x`)
      await app.inject({ method: 'GET', url })
    }

    const values = kept.map(
      ({ key, value }) => `${key} ${JSON.stringify(value)} ${'original' in value ? value.original : ''}`,
    )
    const texts = [...values, ...lines, ...failing.lines, await metrics.text(), await failing.metrics.text()].join('\n')
    expect(kept).toHaveLength(5)
    for (const secret of secrets) expect(texts).not.toContain(secret)
  })
})
