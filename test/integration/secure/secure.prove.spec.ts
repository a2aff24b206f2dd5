import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { type Bellhop, drain, openBellhop, reachVerdict, waitUntil } from '@bellhop/demo'
import { createAcls, createKafka, findMissing, type Permission, planAcls, silent } from '@bellhop/kafka'
import { permissionsOf, type Role, topicSpecs } from '@bellhop/records'
import { createCloser } from '@bellhop/runtime'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { toOperatorEnv, typeBellhop } from '../type-bellhop.ts'
import { openSecureStack, type SecureStack } from './open-secure-stack.ts'
import { removeAcl } from './remove-acl.ts'

const deadlineMs = 300_000
const resolve = createRequire(import.meta.url).resolve
const { keep, closeAll } = createCloser()

const prefix = `test-${randomUUID().slice(0, 8)}`
const names = { prefix, groupId: `${prefix}-enricher`, readerGroups: `${prefix}-reader` }
const topics = topicSpecs({ prefix, partitions: 4 }).map(({ topic }) => topic)
/** What the ingress does not use it does not have to be allowed. */
const topicsOf = (role: Role) =>
  role === 'ingress'
    ? topics.filter((topic) => /\.events\.|webhooks$|integrations$/.test(topic))
    : role === 'reader'
      ? topics.filter((topic) => topic.includes('.entities.'))
      : topics
const permit = (user: string, permissions: readonly Permission[]) =>
  createAcls(stack.kafka, `User:${user}`, permissions)
const missingOf = (user: string, role: Role) =>
  findMissing(stack.kafka, stack.settingsOf(user), {
    permissions: permissionsOf(role, names),
    topics: topicsOf(role),
  })
/** ACLs count a moment after they were changed. */
const untilMissing = (user: string, role: Role, expected: readonly Permission[]) =>
  waitUntil(
    `${user} lacks ${JSON.stringify(expected)}`,
    async () => JSON.stringify(await missingOf(user, role)) === JSON.stringify(expected),
    deadlineMs,
  )

let stack: SecureStack

beforeAll(async () => {
  stack = keep(await openSecureStack(['ingress', 'enricher', 'operator', 'reader', 'poor-ingress', 'poor-enricher']))
}, deadlineMs)
afterAll(() => closeAll(), deadlineMs)

describe('the permissions of a role', () => {
  it.concurrent.each(['ingress', 'enricher', 'operator', 'reader'] as const)(
    'are enough for the %s, and each that is taken away is found missing',
    async (role) => {
      const needed = permissionsOf(role, names)
      expect((await planAcls(stack.kafka, `User:${role}`, needed)).missing).toEqual(needed)
      await permit(role, needed)
      await untilMissing(role, role, [])
      expect((await planAcls(stack.kafka, `User:${role}`, needed)).missing).toEqual([])

      for (const permission of needed) {
        await removeAcl(stack.kafka, `User:${role}`, permission)
        await untilMissing(role, role, [permission])
        await permit(role, [permission])
      }
      await untilMissing(role, role, [])
    },
    deadlineMs,
  )
})

describe('the brokers let in', () => {
  it.each(['plain', 'scram-sha-256', 'scram-sha-512'] as const)('who logs in by %s', async (mechanism) => {
    const settings = stack.settingsOf('admin')
    const { username = '', password = '' } = settings.sasl ?? {}

    const missing = await findMissing(
      stack.kafka,
      { ...settings, sasl: { mechanism, username, password } },
      { permissions: permissionsOf('operator', names), topics },
    )

    expect(missing).toEqual([])
  })

  it('who shows a certificate that they trust, and nobody without one', async () => {
    const { authority, mutualBrokers } = stack.broker
    const place = { clientId: 'bellhop-spec', brokers: [mutualBrokers] }
    const needs = { permissions: permissionsOf('reader', names), topics: topicsOf('reader') }
    const known = { ...place, ssl: { ca: authority.cert, ...authority.issue('shown') } }

    expect(await findMissing(stack.kafka, known, needs)).toEqual(needs.permissions)
    await expect(findMissing(stack.kafka, { ...place, ssl: { ca: authority.cert } }, needs)).rejects.toMatchObject({
      code: 'kafka.refused',
      message: expect.stringContaining('KAFKA_SSL_CERT_FILE'),
    })
  })
})

describe('a start that cannot succeed', () => {
  /** Runs a service's main file to its end. */
  async function start(service: 'ingress' | 'enricher', env: Readonly<Record<string, string>>) {
    const directory = join(stack.folder, 'directory.json')
    await writeFile(directory, JSON.stringify(stack.directory))
    const own = {
      HTTP_HOST: '127.0.0.1',
      HTTP_PORT: '0',
      ADMIN_PORT: '0',
      INGRESS_WORKERS: '1',
      WEBHOOK_TOKENS: 'token',
    }
    const all = { ...own, TOPIC_PREFIX: prefix, GROUP_ID: names.groupId, DIRECTORY_FILE: directory, ...env }
    return new Promise<{ code: unknown; stderr: string }>((settle) => {
      const options = { env: { PATH: process.env['PATH'], ...all }, timeout: deadlineMs, cwd: stack.folder }
      execFile(process.execPath, [resolve(`@bellhop/${service}/main`)], options, (error, _stdout, stderr) =>
        settle({ code: error?.code ?? 0, stderr }),
      )
    })
  }

  const allBut = async (user: string, role: Role, missing: Permission) => {
    await permit(
      user,
      permissionsOf(role, names).filter((permission) => JSON.stringify(permission) !== JSON.stringify(missing)),
    )
    await untilMissing(user, role, [missing])
  }

  it.concurrent.each<['ingress' | 'enricher', string, Readonly<Record<string, string>>, string]>([
    [
      'ingress',
      'a wrong password',
      { KAFKA_SASL_PASSWORD: 'wrong', KAFKA_SASL_PASSWORD_FILE: '' },
      'KAFKA_SASL_PASSWORD',
    ],
    ['enricher', 'a broker it does not trust', { KAFKA_SSL_CA_FILE: '', NODE_EXTRA_CA_CERTS: '' }, 'KAFKA_SSL_CA_FILE'],
    [
      'enricher',
      'a registry it does not trust',
      { SCHEMA_REGISTRY_CA_FILE: '', NODE_EXTRA_CA_CERTS: '' },
      'SCHEMA_REGISTRY_CA_FILE',
    ],
    [
      'ingress',
      'a wrong password of the registry',
      { SCHEMA_REGISTRY_PASSWORD: 'wrong', SCHEMA_REGISTRY_PASSWORD_FILE: '' },
      'SCHEMA_REGISTRY_PASSWORD',
    ],
  ])('tells the %s of %s in one line', async (service, _what, env, remedy) => {
    const { code, stderr } = await start(service, { ...(await stack.environmentOf(service)), ...env })

    expect(stderr.trimEnd().split('\n')).toEqual([expect.stringContaining(remedy)])
    expect(stderr).toContain(`${service} cannot start: `)
    expect(code).toBe(1)
  })

  it.concurrent.each<['ingress' | 'enricher', Permission, string]>([
    [
      'ingress',
      { resource: 'topic', name: `${prefix}.integrations`, isPrefix: false, operation: 'write' },
      `write topic ${prefix}.integrations`,
    ],
    [
      'enricher',
      { resource: 'transactional-id', name: `${prefix}-enricher-`, isPrefix: true, operation: 'write' },
      `write transactional ids ${prefix}-enricher-*`,
    ],
  ])('tells the %s of a permission that is missing', async (service, missing, told) => {
    await allBut(`poor-${service}`, service, missing)

    const { code, stderr } = await start(service, await stack.environmentOf(`poor-${service}`))

    expect(stderr.trimEnd().split('\n')).toEqual([expect.stringContaining(told)])
    expect(code).toBe(1)
  })
})

describe('services with exactly their permissions', () => {
  let bellhop: Bellhop

  beforeAll(async () => {
    const opened = await openBellhop({
      brokers: stack.broker.brokers,
      registryUrl: process.env['BELLHOP_TEST_REGISTRY_URL'] ?? '',
      directory: stack.directory,
      topicPrefix: prefix,
      partitions: 4,
      env: await stack.environmentOf('ingress'),
      enrichers: { env: await stack.environmentOf('enricher') },
    })
    bellhop = { ...keep(opened), kafka: stack.kafka }
    stack.simulator.setWebhookUrl(`${bellhop.webhookUrl}?Token=${bellhop.webhookToken}`)
  }, deadlineMs)

  const post = () => {
    const { enterpriseId, events } = stack.simulator.change({ entity: 'customer', action: 'update' })
    return stack.simulator.post(enterpriseId, events)
  }
  const saysInItsLog = (file: string, text: string) =>
    waitUntil(`the log says ${text}`, async () => (await readFile(file, 'utf8')).includes(text), deadlineMs)

  it(
    'take a webhook all the way to a record that one with exactly the permissions of a reader reads',
    async () => {
      expect(await post()).toMatchObject({ end: 'accepted' })
      await drain(bellhop, deadlineMs)

      const { faults, comparison } = await reachVerdict(bellhop, stack.simulator)
      expect(faults).toEqual([])
      expect(comparison.compared).toBe(1)

      const reader = createKafka(stack.settingsOf('reader'), silent, () => {}).consumer({
        groupId: `${names.readerGroups}-1`,
      })
      const read: string[] = []
      await reader.connect()
      await reader.subscribe({ topics: [...bellhop.topics.entities], fromBeginning: true })
      await reader.run({ eachMessage: async ({ topic }) => void read.push(topic) })
      await waitUntil('the reader has a record', () => read.length > 0, deadlineMs)
      await reader.disconnect()
      expect(read).toEqual([bellhop.topics.entity('customer')])
    },
    deadlineMs,
  )

  it(
    'are seen by an operator with exactly his',
    async () => {
      const admins = ['--ingress-admin', bellhop.ingress.adminUrl, '--enricher-admin', bellhop.enricher().adminUrl]
      const env = { ...toOperatorEnv(bellhop), ...(await stack.environmentOf('operator')) }
      const said = (...words: string[]) => typeBellhop(words, env)
      const customers = [...stack.simulator.acceptedEvents().keys()]
      const id = customers[0]?.split(' ')[1] ?? ''

      const doctor = await said('doctor', ...admins, '--state-file', join(stack.folder, 'doctor.json'))
      const status = await said('status', '--audit', ...admins)
      const tail = await said('tail', 'entities.customer', '--no-follow')
      const trace = await said('trace', id)
      const letters = await said('dead-letters', 'list')
      const topics = await said('topics', 'plan')

      expect(doctor.stdout).toMatch(/^ok +permissions +we have all that an operator needs/m)
      expect(doctor.stdout).toMatch(/^Nothing is wrong\.$/m)
      expect(status.stdout).toMatch(/^Nothing is wrong\.$/m)
      expect(tail.stdout).toContain(id)
      expect(trace.stdout.trimEnd().split('\n').at(-1)).toMatch(/^Up to date: /)
      expect([doctor, status, tail, trace, letters, topics].map(({ exitCode }) => exitCode)).toEqual([0, 0, 0, 0, 0, 0])
    },
    deadlineMs,
  )

  it(
    'end or wait when one is taken away, say which, and lose nothing',
    async () => {
      const publishing: Permission = {
        resource: 'topic',
        name: `${prefix}.entities.`,
        isPrefix: true,
        operation: 'write',
      }
      const taking: Permission = { resource: 'topic', name: `${prefix}.events.`, isPrefix: true, operation: 'write' }

      await removeAcl(stack.kafka, 'User:enricher', publishing)
      await untilMissing('enricher', 'enricher', [publishing])
      await post()
      await waitUntil('the enricher has ended', () => bellhop.enricher().hasEnded(), deadlineMs)
      await saysInItsLog(bellhop.enricher().logFile, `write topics ${publishing.name}*`)
      await removeAcl(stack.kafka, 'User:ingress', taking)
      await untilMissing('ingress', 'ingress', [taking])
      expect(await post()).toMatchObject({ end: 'accepted' })
      await saysInItsLog(bellhop.ingress.logFile, bellhop.topics.event('CustomerUpdated') ?? '')
      expect(bellhop.ingress.hasEnded()).toBe(false)
      await permit('enricher', [publishing])
      await permit('ingress', [taking])
      await untilMissing('enricher', 'enricher', [])
      await bellhop.restartEnricher()
      await drain(bellhop, deadlineMs)

      const { faults, accounting } = await reachVerdict(bellhop, stack.simulator)
      expect(faults).toEqual([])
      expect(accounting.sums).toMatchObject({ deadLettered: 0 })
    },
    deadlineMs,
  )
})
