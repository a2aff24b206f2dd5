import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createCodec, fromWire } from '@bellhop/avro'
import { createKafka, type InputRecord, partitionOf, readTopics } from '@bellhop/kafka'
import { findFreePorts } from '@bellhop/local'
import { schemas, type ThinEvent } from '@bellhop/records'
import { createLogger } from '@bellhop/runtime'
import { Agent, request } from 'undici'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'

const main = fileURLToPath(new URL('../dist/main.js', import.meta.url))
const token = 'planted-webhook-token'
const patience = { timeout: 60_000, interval: 50 }
const webhook = (...ids: readonly string[]) =>
  JSON.stringify({
    EnterpriseId: 'e1',
    IntegrationId: 'i1',
    Events: ids.map((id) => ({ Discriminator: 'ServiceOrderUpdated', Value: { Id: id } })),
  })

let folder = ''
const started: ChildProcess[] = []
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'bellhop-ingress-'))
  writeFileSync(
    join(folder, 'directory.json'),
    JSON.stringify({
      baseUrl: 'http://localhost:1',
      clientToken: { env: 'NOT_SET_FOR_THE_INGRESS' },
      credentials: [{ name: 'one', chain: 'a-chain', accessToken: { file: 'absent' }, enterpriseIds: ['e1'] }],
    }),
  )
})
afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL')
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function startIngress(env: NodeJS.ProcessEnv) {
  const { httpPort, adminPort } = await findFreePorts('httpPort', 'adminPort')
  const child = spawn(process.execPath, [main], {
    env: {
      WEBHOOK_TOKENS: token,
      DIRECTORY_FILE: join(folder, 'directory.json'),
      HTTP_HOST: '127.0.0.1',
      HTTP_PORT: String(httpPort),
      ADMIN_PORT: String(adminPort),
      SPOOL_DIR: mkdtempSync(join(folder, 'spool-')),
      INGRESS_WORKERS: '1',
      ...env,
    },
  })
  started.push(child)
  const output = { stdout: '', stderr: '' }
  child.stdout.on('data', (data) => {
    output.stdout += data
  })
  child.stderr.on('data', (data) => {
    output.stderr += data
  })
  const exited = once(child, 'close').then(([code]) => ({ code, ...output }))
  return {
    exited,
    httpPort,
    post: (body: string) =>
      fetch(`http://127.0.0.1:${httpPort}/webhooks/mews?Token=${token}`, {
        method: 'POST',
        body,
        // As Mews waits. Node's cluster keeps a connection that it was handing to a worker in the moment of its death.
        signal: AbortSignal.timeout(5_000),
      }),
    /** Pids of the workers that run now. */
    workers: async () =>
      (await readFile(`/proc/${child.pid}/task/${child.pid}/children`, 'utf8')).trim().split(' ').map(Number),
    metrics: async () => (await fetch(`http://127.0.0.1:${adminPort}/metrics`)).text(),
    readiness: async () => (await fetch(`http://127.0.0.1:${adminPort}/health/ready`)).json(),
    stop: () => {
      child.kill('SIGTERM')
      return exited
    },
  }
}

describe('the process, without brokers', () => {
  const away = { KAFKA_BROKERS: '127.0.0.1:1', SCHEMA_REGISTRY_URL: 'http://127.0.0.1:1' }

  it('tells every problem of its environment, a line each, and exits with 1', async () => {
    const { exited } = await startIngress({
      WEBHOOK_TOKENS: '',
      TOPIC_PARTITIONS: 'many',
      SCHEMA_REGISTRY_URL: 'nowhere',
    })

    const { code, stderr, stdout } = await exited

    expect(code).toBe(1)
    expect(stdout).toBe('')
    expect(stderr.trimEnd().split('\n')).toEqual([
      'ingress cannot start, because of its environment:',
      expect.stringMatching(/^ {2}- WEBHOOK_TOKENS .*missing/),
      expect.stringMatching(/^ {2}- KAFKA_BROKERS is missing/),
      expect.stringMatching(/^ {2}- SCHEMA_REGISTRY_URL .*does not fit/),
      expect.stringMatching(/^ {2}- TOPIC_PARTITIONS is "many"/),
    ])
  })

  it('tells of a broken directory together with the problems of its environment', async () => {
    const { exited } = await startIngress({
      ...away,
      WEBHOOK_TOKENS: 'a+b',
      DIRECTORY_FILE: join(folder, 'nowhere.json'),
    })

    const { code, stderr } = await exited

    expect(code).toBe(1)
    expect(stderr.trimEnd().split('\n')).toEqual([
      'ingress cannot start, because of its environment:',
      expect.stringMatching(/^ {2}- WEBHOOK_TOKENS .*does not fit/),
      expect.stringMatching(/^ {2}- The directory .*nowhere\.json cannot be used/),
    ])
  })

  it('says in one line that the directory cannot be read', async () => {
    const { exited } = await startIngress({ ...away, DIRECTORY_FILE: join(folder, 'nowhere.json') })

    const { code, stderr } = await exited

    expect(code).toBe(1)
    expect(stderr).toMatch(/^ingress cannot start: .*nowhere\.json.*\n$/)
  })

  it('listens, spools webhooks, says what it waits for, and stops cleanly', async () => {
    const { post, readiness, stop } = await startIngress(away)

    const response = await vi.waitFor(() => post(webhook('r1')), patience)
    const ready = await readiness()
    const { code, stdout, stderr } = await stop()

    expect(response.status).toBe(204)
    expect(ready).toEqual({
      status: 'degraded',
      reasons: expect.arrayContaining(['waiting for the brokers, to verify topics']),
    })
    expect([code, stderr]).toEqual([0, ''])
    expect(stdout).not.toContain(token)
  })
})

describe('the process, without brokers and without a disk', () => {
  it('refuses webhooks with 503 and Retry-After, and says why', async () => {
    writeFileSync(join(folder, 'no-folder'), '')
    const { post, readiness, stop } = await startIngress({
      KAFKA_BROKERS: '127.0.0.1:1',
      SCHEMA_REGISTRY_URL: 'http://127.0.0.1:1',
      SPOOL_DIR: join(folder, 'no-folder', 'spool'),
    })

    const response = await vi.waitFor(() => post(webhook('r1')), patience)
    const ready = await vi.waitFor(async () => {
      const answer = await readiness()
      expect(answer).toMatchObject({ reasons: expect.arrayContaining([expect.stringMatching(/no-folder.*ENOTDIR/)]) })
      return answer
    }, patience)
    const { code, stderr } = await stop()

    expect(response.status).toBe(503)
    expect(response.headers.get('retry-after')).toBe('30')
    expect(ready).toMatchObject({ status: 'not ready' })
    expect([code, stderr]).toEqual([0, ''])
  })
})

describe('the process, with brokers', () => {
  const { BELLHOP_TEST_BROKERS: brokers = '', BELLHOP_TEST_REGISTRY_URL: registryUrl = '' } = process.env

  const startOn = (prefix: string, env: NodeJS.ProcessEnv = {}) =>
    startIngress({ KAFKA_BROKERS: brokers, SCHEMA_REGISTRY_URL: registryUrl, TOPIC_PREFIX: prefix, ...env })

  async function readEvents(topic: string): Promise<Array<{ record: InputRecord; event: ThinEvent }>> {
    const codec = createCodec<ThinEvent>(schemas['thin-event'])
    const log = createLogger({ service: 'test', level: 'silent' })
    const kafka = createKafka({ clientId: 'test', brokers: brokers.split(',') }, log, () => undefined)
    const found: Array<{ record: InputRecord; event: ThinEvent }> = []
    await readTopics(kafka, [topic], (records) => {
      for (const record of records) {
        if (record.value) found.push({ record, event: codec.decode(fromWire(record.value).payload) })
      }
    })
    return found
  }

  it('answers 204 for what then stands on the topic, keyed and placed by the lane', async () => {
    const { post, readiness, stop } = await startOn('ingress-events')
    await vi.waitFor(async () => expect(await readiness()).toMatchObject({ status: 'ready' }), patience)

    const response = await post(webhook('r1', 'r2'))
    const { code } = await stop()

    const found = await vi.waitFor(() => readEvents('ingress-events.events.service-order-updated'), patience)
    expect([response.status, code]).toEqual([204, 0])
    expect(found.map(({ event }) => [event.index, event.event_count, event.entity_id, event.value])).toEqual([
      [0, 2, 'r1', '{"Id":"r1"}'],
      [1, 2, 'r2', '{"Id":"r2"}'],
    ])
    for (const { record } of found) {
      expect([record.key, record.partition]).toEqual(['a-chain', partitionOf('a-chain', 12)])
    }
  })

  it('is connected to the brokers, by its metrics, as soon as it is ready', async () => {
    const { readiness, metrics, stop } = await startOn('ingress-events')
    await vi.waitFor(async () => expect(await readiness()).toMatchObject({ status: 'ready' }), patience)

    const text = await metrics()
    await stop()

    expect(text).toContain('bellhop_ingress_broker_connected 1')
  })

  it('answers what is in flight when it is told to stop', async () => {
    const { post, readiness, stop } = await startOn('ingress-stop')
    await vi.waitFor(async () => expect(await readiness()).toMatchObject({ status: 'ready' }), patience)

    const answers = Array.from({ length: 50 }, (_, index) => post(webhook(`r${index}`)).then(({ status }) => status))
    const first = await Promise.any(answers)
    const { code } = await stop()
    const settled = await Promise.allSettled(answers)

    const kept = settled.filter((answer) => answer.status === 'fulfilled' && answer.value === 204)
    const found = await vi.waitFor(() => readEvents('ingress-stop.events.service-order-updated'), patience)
    expect([first, code]).toEqual([204, 0])
    expect(found.length).toBeGreaterThanOrEqual(kept.length)
  })

  it('takes another token without a restart, and speaks TLS where it is given a certificate', async () => {
    const tokens = join(folder, 'tokens')
    const [cert, key] = [join(folder, 'cert.pem'), join(folder, 'key.pem')]
    writeFileSync(tokens, 'an-older-token\n')
    const subject = ['-subj', '/CN=localhost', '-days', '1', '-nodes', '-keyout', key, '-out', cert]
    execFileSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', ...subject], {
      stdio: 'ignore',
    })
    const { httpPort, readiness, stop } = await startOn('ingress-tokens', {
      WEBHOOK_TOKENS: '',
      WEBHOOK_TOKENS_FILE: tokens,
      TLS_CERT_FILE: cert,
      TLS_KEY_FILE: key,
    })
    await vi.waitFor(async () => expect(await readiness()).toMatchObject({ status: 'ready' }), patience)
    const dispatcher = new Agent({ connect: { rejectUnauthorized: false } })
    const post = async (token: string) => {
      const url = `https://127.0.0.1:${httpPort}/webhooks/mews?Token=${token}`
      const { statusCode, body } = await request(url, { method: 'POST', body: webhook('r1'), dispatcher })
      await body.dump()
      return statusCode
    }

    const before = [await post('an-older-token'), await post('a-newer-token')]
    writeFileSync(tokens, 'an-older-token\na-newer-token\n')
    await vi.waitFor(async () => expect(await post('a-newer-token')).toBe(204), patience)
    const after = await post('an-older-token')
    const { stdout } = await stop()
    await dispatcher.close()

    expect(before).toEqual([204, 401])
    expect(after).toBe(204)
    expect(stdout).not.toMatch(/an-older-token|a-newer-token/)
  })

  it('replaces a worker that is killed, and loses nothing that was answered 204', async () => {
    const { metrics, post, readiness, stop, workers } = await startOn('ingress-workers', { INGRESS_WORKERS: '2' })
    await vi.waitFor(async () => expect(await readiness()).toMatchObject({ status: 'ready' }), patience)
    const [first] = await workers()
    if (first === undefined) throw new Error('No worker was started')
    const kept: string[] = []
    const postSome = async (name: string) => {
      const ids = Array.from({ length: 30 }, (_, index) => `${name}${index}`)
      await Promise.all(
        ids.map(async (id) => {
          const response = await post(webhook(id)).catch(() => undefined)
          if (response?.status === 204) kept.push(id)
        }),
      )
    }

    const countTaken = async () =>
      Number(/^bellhop_ingress_webhooks_total\{outcome="events",status="204"\} (\d+)$/m.exec(await metrics())?.[1])
    await postSome('counted')
    const counted = await countTaken()
    expect(counted).toBeGreaterThanOrEqual(kept.length)

    const posting = postSome('before')
    process.kill(first, 'SIGKILL')
    await posting
    await vi.waitFor(async () => {
      const now = await workers()
      expect(now).toHaveLength(2)
      expect(now).not.toContain(first)
    }, patience)
    const keptBefore = kept.length
    await postSome('after')
    const countedAtLast = await countTaken()
    const { code, stdout } = await stop()

    const found = await readEvents('ingress-workers.events.service-order-updated')
    const ids = new Set(found.map(({ event }) => event.entity_id))
    expect(kept.filter((id) => !ids.has(id))).toEqual([])
    // On a slow machine some find no answer in time; most are answered.
    expect(kept.length).toBeGreaterThan(0)
    expect(stdout).toContain('a worker ended; another takes its place')
    // What a worker had counted does not go with it.
    expect(countedAtLast).toBeGreaterThanOrEqual(counted + kept.length - keptBefore)
    expect(code).toBe(0)
  })

  it('publishes what was spooled while brokers and registry were away, once they are there', async () => {
    const spool = mkdtempSync(join(folder, 'kept-'))
    const alone = await startIngress({
      KAFKA_BROKERS: '127.0.0.1:1',
      SCHEMA_REGISTRY_URL: 'http://127.0.0.1:1',
      TOPIC_PREFIX: 'ingress-spool',
      SPOOL_DIR: spool,
    })
    const response = await vi.waitFor(() => alone.post(webhook('r1', 'r2')), patience)
    await alone.stop()

    const { metrics, readiness, stop } = await startOn('ingress-spool', { SPOOL_DIR: spool })
    await vi.waitFor(
      async () => expect(await metrics()).toMatch(/^bellhop_ingress_drained_webhooks_total [1-9]/m),
      patience,
    )
    await vi.waitFor(async () => expect(await readiness()).toMatchObject({ status: 'ready' }), patience)
    const counted = await metrics()
    await stop()

    const found = await readEvents('ingress-spool.events.service-order-updated')
    expect(response.status).toBe(204)
    expect(counted).toContain(
      `bellhop_ingress_events_total{topic="ingress-spool.events.service-order-updated"} ${found.length}`,
    )
    // It was posted again where the first answer was late.
    expect([...new Set(found.map(({ event }) => event.entity_id))]).toEqual(['r1', 'r2'])
  })

  it('does not start with another number of partitions than the topics have', async () => {
    const first = await startOn('ingress-partitions')
    await vi.waitFor(async () => expect(await first.readiness()).toMatchObject({ status: 'ready' }), patience)
    await first.stop()

    const { code, stderr } = await (await startOn('ingress-partitions', { TOPIC_PARTITIONS: '3' })).exited

    expect(code).toBe(1)
    expect(stderr).toMatch(/^ingress cannot start: .*ingress-partitions\.integrations has 12 partitions, not 3.*\n$/)
  })

  it('does not start with a schema that the registry may not follow', async () => {
    const other = { type: 'record', name: 'Other', fields: [{ name: 'a', type: 'string' }] }
    await fetch(`${registryUrl}/subjects/ingress-schema.integrations-value/versions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ schema: JSON.stringify(other) }),
    })

    const { code, stderr } = await (await startOn('ingress-schema')).exited

    expect(code).toBe(1)
    expect(stderr).toMatch(/^ingress cannot start: The schema for ingress-schema\.integrations-value breaks.*\n$/)
  })
})
