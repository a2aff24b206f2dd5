import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { ConfigError } from '@bellhop/runtime'
import { describe, expect, it } from 'vitest'
import { readIngressConfig, readWebhookTokens } from './config.ts'

async function withTokensFile(text: string, work: (file: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'bellhop-test-'))
  try {
    await writeFile(join(folder, 'tokens'), text)
    await work(join(folder, 'tokens'))
  } finally {
    await rm(folder, { recursive: true })
  }
}

const enough = {
  KAFKA_BROKERS: 'localhost:9092',
  SCHEMA_REGISTRY_URL: 'http://localhost:8081',
  WEBHOOK_TOKENS: 'a-token',
  DIRECTORY_FILE: 'directory.json',
}

describe('readIngressConfig', () => {
  it('needs four variables and knows the rest', () => {
    expect(readIngressConfig(enough)).toEqual({
      KAFKA_BROKERS: ['localhost:9092'],
      KAFKA_SSL: false,
      SCHEMA_REGISTRY_URL: 'http://localhost:8081',
      WEBHOOK_TOKENS: ['a-token'],
      DIRECTORY_FILE: 'directory.json',
      TOPIC_PREFIX: 'mews',
      TOPIC_PARTITIONS: 12,
      HTTP_HOST: '0.0.0.0',
      HTTP_PORT: 8080,
      ADMIN_HOST: '127.0.0.1',
      ADMIN_PORT: 9464,
      LOG_LEVEL: 'info',
      OTEL_TRACES_SAMPLER_ARG: 1,
      INGRESS_WORKERS: Math.max(1, availableParallelism() - 1),
      SPOOL_DIR: './spool',
      SPOOL_MAX_BYTES: 1_073_741_824,
    })
  })

  it.each(['a+b', 'a&b', 'a#b', 'a%41', 'a b', 'a=b', 'ä', '"quoted"'])(
    'refuses the token %s, which could never match, without printing it',
    (token) => {
      const read = () => readIngressConfig({ ...enough, WEBHOOK_TOKENS: `a-token,${token}` })

      expect(read).toThrow(
        expect.objectContaining({
          problems: [
            expect.stringMatching(/^WEBHOOK_TOKENS .* does not fit: .*letters, digits.*because an address changes/),
          ],
        }),
      )
      expect(read).toThrow(expect.objectContaining({ message: expect.not.stringContaining(token) }))
    },
  )

  it('takes every character that an address leaves alone', () => {
    const token = 'azAZ09._~-'

    expect(readIngressConfig({ ...enough, WEBHOOK_TOKENS: token }).WEBHOOK_TOKENS).toEqual([token])
    expect(new URLSearchParams(`Token=${token}`).get('Token')).toBe(token)
  })

  it('wants certificate and key together', () => {
    expect(() => readIngressConfig({ ...enough, TLS_KEY_FILE: 'key.pem' })).toThrow(
      expect.objectContaining({ problems: ['TLS_CERT_FILE must be set too: TLS needs certificate and key.'] }),
    )
  })

  it('reads the tokens again from their file', async () => {
    await withTokensFile('first', async (file) => {
      const env = { WEBHOOK_TOKENS_FILE: file }
      const before = readWebhookTokens(env)
      await writeFile(file, 'second,first\n')

      expect([before, readWebhookTokens(env)]).toEqual([['first'], ['second', 'first']])
    })
  })

  it('tells all problems at once', () => {
    const read = () => readIngressConfig({ HTTP_PORT: 'eighty', KAFKA_SASL_USERNAME: 'me' })

    expect(read).toThrow(ConfigError)
    expect(read).toThrow(
      expect.objectContaining({
        problems: [
          expect.stringMatching(/^WEBHOOK_TOKENS .*missing/),
          expect.stringMatching(/^DIRECTORY_FILE is missing/),
          expect.stringMatching(/^KAFKA_BROKERS is missing/),
          expect.stringMatching(/^SCHEMA_REGISTRY_URL .*is missing/),
          expect.stringMatching(/^HTTP_PORT is "eighty"/),
          expect.stringMatching(/^KAFKA_SASL_MECHANISM and KAFKA_SASL_PASSWORD must be set/),
        ],
      }),
    )
  })
})
