import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { rootCertificates } from 'node:tls'
import { Type } from '@sinclair/typebox'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ConfigRule, readConfig } from './config.ts'
import { adminVariables, kafkaVariables, logVariables, registryVariables, topicVariables } from './config-parts.ts'
import { CommaList } from './config-types.ts'
import { connectionRules, saslRule } from './connection-rules.ts'
import { toKafkaSettings, toRegistrySettings } from './connection-settings.ts'
import { ConfigError } from './errors.ts'

const schema = Type.Object({
  ...kafkaVariables,
  ...registryVariables,
  ...topicVariables,
  ...logVariables,
  ...adminVariables(9464),
  WEBHOOK_TOKENS: CommaList(Type.String({ minLength: 1 }), { secret: true }),
})

const enough = { KAFKA_BROKERS: 'a:9092', SCHEMA_REGISTRY_URL: 'http://registry:8081', WEBHOOK_TOKENS: 'one' }

function problemsOf(env: NodeJS.ProcessEnv, rules: readonly ConfigRule[] = []): readonly string[] {
  try {
    readConfig(schema, env, rules)
  } catch (error) {
    if (error instanceof ConfigError) return error.problems
    throw error
  }
  return []
}

describe('readConfig', () => {
  it('fills in the defaults and leaves unknown variables alone', () => {
    const config = readConfig(schema, { ...enough, HOME: '/people/x', KAFKA_SASL_FOO: 'bar' })

    expect(config).toEqual({
      KAFKA_BROKERS: ['a:9092'],
      KAFKA_SSL: false,
      SCHEMA_REGISTRY_URL: 'http://registry:8081',
      TOPIC_PREFIX: 'mews',
      TOPIC_PARTITIONS: 12,
      LOG_LEVEL: 'info',
      ADMIN_HOST: '127.0.0.1',
      ADMIN_PORT: 9464,
      WEBHOOK_TOKENS: ['one'],
    })
  })

  it('reads lists, numbers, booleans and words in any case', () => {
    const config = readConfig(schema, {
      ...enough,
      KAFKA_BROKERS: ' a:9092, b:9093,,',
      KAFKA_SSL: 'TRUE',
      KAFKA_SASL_MECHANISM: 'SCRAM-SHA-512',
      TOPIC_PARTITIONS: '3',
      LOG_LEVEL: 'DEBUG',
    })

    expect(config).toMatchObject({
      KAFKA_BROKERS: ['a:9092', 'b:9093'],
      KAFKA_SSL: true,
      KAFKA_SASL_MECHANISM: 'scram-sha-512',
      TOPIC_PARTITIONS: 3,
      LOG_LEVEL: 'debug',
    })
  })

  it('tells every problem at once, in sentences that name the variable and what is expected', () => {
    const problems = problemsOf({
      KAFKA_BROKERS: 'a:9092,localhost',
      KAFKA_SSL: 'maybe',
      TOPIC_PARTITIONS: 'twelve',
      TOPIC_PREFIX: 'mews events',
      LOG_LEVEL: 'loud',
      ADMIN_PORT: '70000',
    })

    expect(problems).toEqual([
      'KAFKA_BROKERS is "localhost": expected a comma-separated list of host:port.',
      'KAFKA_SSL is "maybe": expected true or false.',
      'SCHEMA_REGISTRY_URL (or SCHEMA_REGISTRY_URL_FILE) is missing: expected an http:// or https:// address.',
      'TOPIC_PREFIX is "mews events": expected up to 100 letters, digits, dots, underscores or hyphens, a letter or digit first.',
      'TOPIC_PARTITIONS is "twelve": expected a whole number from 1 to 1000.',
      'LOG_LEVEL is "loud": expected one of fatal, error, warn, info, debug, trace, silent.',
      'ADMIN_PORT is 70000: expected a whole number from 0 to 65535.',
      'WEBHOOK_TOKENS (or WEBHOOK_TOKENS_FILE) is missing: expected a comma-separated list with at least one entry.',
    ])
  })

  it.each(['1.5', '1e3', '0x10', '12 partitions'])('does not take %s for a whole number', (text) => {
    expect(problemsOf({ ...enough, TOPIC_PARTITIONS: text })).toHaveLength(1)
  })

  it('takes an empty variable for an absent one', () => {
    expect(problemsOf({ ...enough, KAFKA_BROKERS: '  ', TOPIC_PARTITIONS: '' })).toEqual([
      'KAFKA_BROKERS is missing: expected a comma-separated list of host:port.',
    ])
  })

  it('never prints a secret, not even one that does not fit', () => {
    const short = Type.Object({ API_PASSWORD: Type.String({ minLength: 20, secret: true }) })

    expect(() => readConfig(short, { API_PASSWORD: 'hush-hush' })).toThrow(
      expect.objectContaining({ problems: [expect.not.stringContaining('hush-hush')] }),
    )
  })

  it('does not print the address of the registry, which may hold a user and password', () => {
    const [problem] = problemsOf({ ...enough, SCHEMA_REGISTRY_URL: 'htps://me:hush@4711@registry' })

    expect(problem).toMatch(/^SCHEMA_REGISTRY_URL .*does not fit/)
    expect(problem).not.toMatch(/hush|4711/)
  })
})

describe('a secret in a file', () => {
  let folder = ''
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'bellhop-config-'))
    writeFileSync(join(folder, 'tokens'), 'first\nsecond,third\n')
    writeFileSync(join(folder, 'registry'), 'https://me:hush@registry\n')
    writeFileSync(join(folder, 'empty'), ' \n')
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  const withoutTokens = { ...enough, WEBHOOK_TOKENS: undefined }

  it('is read and trimmed', () => {
    const config = readConfig(schema, { ...withoutTokens, WEBHOOK_TOKENS_FILE: join(folder, 'tokens') })

    expect(config.WEBHOOK_TOKENS).toEqual(['first', 'second', 'third'])
  })

  it('may be the address of the registry', () => {
    const env = { ...enough, SCHEMA_REGISTRY_URL: undefined, SCHEMA_REGISTRY_URL_FILE: join(folder, 'registry') }

    expect(readConfig(schema, env).SCHEMA_REGISTRY_URL).toBe('https://me:hush@registry')
  })

  it('may not be given beside the variable', () => {
    expect(problemsOf({ ...enough, WEBHOOK_TOKENS_FILE: join(folder, 'tokens') })).toEqual([
      'WEBHOOK_TOKENS and WEBHOOK_TOKENS_FILE are both set: keep one of them.',
    ])
  })

  it('must be there and hold something', () => {
    const absent = problemsOf({ ...withoutTokens, WEBHOOK_TOKENS_FILE: join(folder, 'nowhere') })
    const empty = problemsOf({ ...withoutTokens, WEBHOOK_TOKENS_FILE: join(folder, 'empty') })

    expect(absent).toEqual([
      expect.stringMatching(/^WEBHOOK_TOKENS_FILE names .*nowhere, which cannot be read \(ENOENT\)/),
    ])
    expect(empty).toEqual([expect.stringMatching(/^WEBHOOK_TOKENS_FILE names .*empty, which is empty/)])
  })

  it('is only for secrets', () => {
    const config = readConfig(schema, { ...enough, TOPIC_PREFIX_FILE: join(folder, 'tokens') })

    expect(config.TOPIC_PREFIX).toBe('mews')
  })
})

describe('the login to Kafka', () => {
  it('needs all of its variables', () => {
    expect(problemsOf({ ...enough, KAFKA_SASL_USERNAME: 'me' }, [saslRule])).toEqual([
      'KAFKA_SASL_MECHANISM and KAFKA_SASL_PASSWORD must be set too: a login to Kafka needs mechanism, username and password.',
    ])
  })

  it('is absent when none is given, and whole when all are', () => {
    const login = { KAFKA_SASL_MECHANISM: 'plain', KAFKA_SASL_USERNAME: 'me', KAFKA_SASL_PASSWORD: 'hush' }

    expect(toKafkaSettings(readConfig(schema, enough, [saslRule]))).toEqual({ brokers: ['a:9092'], ssl: false })
    expect(toKafkaSettings(readConfig(schema, { ...enough, ...login }, [saslRule]))).toEqual({
      brokers: ['a:9092'],
      ssl: false,
      sasl: { mechanism: 'plain', username: 'me', password: 'hush' },
    })
  })
})

describe('TLS to Kafka', () => {
  const [ca = '', cert = ''] = rootCertificates
  const key = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
  const secure = { ...enough, KAFKA_SSL: 'true' }

  it("trusts Node's authorities, or those of a file", () => {
    const folder = mkdtempSync(join(tmpdir(), 'bellhop-ca-'))
    const file = join(folder, 'ca.pem')
    writeFileSync(file, `An authority\n${ca}\n`)

    const own = readConfig(schema, { ...secure, KAFKA_SSL_CA_FILE: file }, connectionRules)

    rmSync(folder, { recursive: true })
    expect(toKafkaSettings(readConfig(schema, secure, connectionRules)).ssl).toBe(true)
    expect(toKafkaSettings(own).ssl).toEqual({ ca: `An authority\n${ca}` })
  })

  it.each([
    ['no TLS', { KAFKA_SSL_CA: ca }, 'KAFKA_SSL must be true where KAFKA_SSL_CA (or _FILE) is set.'],
    [
      'a certificate without its key',
      { KAFKA_SSL: 'true', KAFKA_SSL_CERT: cert },
      'KAFKA_SSL_KEY (or _FILE) must be set',
    ],
    [
      'a key without its certificate',
      { KAFKA_SSL: 'true', KAFKA_SSL_KEY: key },
      'KAFKA_SSL_CERT (or _FILE) must be set',
    ],
    ['the key of another', { KAFKA_SSL: 'true', KAFKA_SSL_CERT: cert, KAFKA_SSL_KEY: key }, 'do not belong together'],
    ['no PEM', { KAFKA_SSL: 'true', KAFKA_SSL_CA: 'ca.pem' }, 'KAFKA_SSL_CA (or KAFKA_SSL_CA_FILE) has a value that'],
    [
      'a PEM that is none',
      { KAFKA_SSL: 'true', KAFKA_SSL_CA: '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----' },
      'KAFKA_SSL_CA cannot be used',
    ],
  ])('refuses %s', (_what, env, problem) => {
    const problems = problemsOf({ ...enough, ...env }, connectionRules)

    expect(problems).toEqual([expect.stringContaining(problem)])
    expect(problems.join()).not.toMatch(/AAAA|PRIVATE/)
  })
})

describe('the login to the registry', () => {
  const login = { SCHEMA_REGISTRY_USERNAME: 'me', SCHEMA_REGISTRY_PASSWORD: 'hush' }

  it('stands in variables of its own, or in the address', () => {
    const own = readConfig(schema, { ...enough, ...login }, connectionRules)

    expect(toRegistrySettings(own)).toEqual({
      url: 'http://registry:8081',
      login: { username: 'me', password: 'hush' },
    })
    expect(toRegistrySettings(readConfig(schema, enough, connectionRules))).toEqual({ url: 'http://registry:8081' })
  })

  it('is said once, and whole', () => {
    const both = { ...enough, ...login, SCHEMA_REGISTRY_URL: 'http://you:hush@registry:8081/api' }

    expect(problemsOf(both, connectionRules)).toEqual([expect.stringContaining('SCHEMA_REGISTRY_URL holds a user too')])
    expect(problemsOf({ ...enough, SCHEMA_REGISTRY_USERNAME: 'me' }, connectionRules)).toEqual([
      expect.stringContaining('SCHEMA_REGISTRY_PASSWORD (or _FILE) must be set'),
    ])
  })
})
