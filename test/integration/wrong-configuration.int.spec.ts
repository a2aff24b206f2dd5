import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const resolve = createRequire(import.meta.url).resolve

/** Runs a service's main file to its end. */
function start(service: 'ingress' | 'enricher', env: NodeJS.ProcessEnv): Promise<{ code: unknown; stderr: string }> {
  return new Promise((settle) => {
    execFile(process.execPath, [resolve(`@bellhop/${service}/main`)], { env, timeout: 60_000 }, (error, _out, stderr) =>
      settle({ code: error?.code ?? 0, stderr }),
    )
  })
}

describe('a service with a wrong configuration', () => {
  let folder: string

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bellhop-config-'))
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  it.each([
    [
      'ingress',
      ['KAFKA_BROKERS', 'SCHEMA_REGISTRY_URL', 'TOPIC_PARTITIONS', 'ADMIN_PORT', 'WEBHOOK_TOKENS', 'DIRECTORY_FILE'],
    ],
    ['enricher', ['KAFKA_BROKERS', 'SCHEMA_REGISTRY_URL', 'TOPIC_PARTITIONS', 'ADMIN_PORT', 'DIRECTORY_FILE']],
  ] as const)('%s tells all problems at once, exits with 1 and shows no stack', async (service, variables) => {
    const env = { KAFKA_BROKERS: 'nowhere', TOPIC_PARTITIONS: 'twelve', ADMIN_PORT: '70000' }

    const { code, stderr } = await start(service, env)

    expect(code).toBe(1)
    for (const variable of variables) expect(stderr).toContain(variable)
    expect(stderr.trimEnd().split('\n')).toHaveLength(1 + variables.length)
    expect(stderr).not.toMatch(/\n\s+at /)
  })

  it('tells all problems of the directory at once, and no token', async () => {
    const directory = join(folder, 'directory.json')
    const credential = { name: 'one', accessToken: 'planted-token-4711', enterpriseIds: ['e-1'] }
    const credentials = [credential, { ...credential, accessToken: { env: 'NOT_SET' } }]
    await writeFile(
      directory,
      JSON.stringify({ baseUrl: 'ftp://mews', clientToken: { file: 'not-there' }, credentials }),
    )
    const env = { KAFKA_BROKERS: '127.0.0.1:1', SCHEMA_REGISTRY_URL: 'http://127.0.0.1:1', DIRECTORY_FILE: directory }

    const { code, stderr } = await start('enricher', env)

    expect(code).toBe(1)
    for (const problem of ['baseUrl', 'not-there', 'NOT_SET']) expect(stderr).toContain(problem)
    expect(stderr).not.toContain('planted-token-4711')
    expect(stderr).not.toMatch(/\n\s+at /)
  })
})
