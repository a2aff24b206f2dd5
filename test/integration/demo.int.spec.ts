import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createRequire } from 'node:module'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'

const run = promisify(execFile)
const main = createRequire(import.meta.url).resolve('@bellhop/demo/main')

it('shows the whole on a broker of the user’s own, and ends by itself with every promise held', async () => {
  const env = {
    ...process.env,
    BELLHOP_KAFKA_BROKERS: process.env['BELLHOP_TEST_BROKERS'],
    BELLHOP_REGISTRY_URL: process.env['BELLHOP_TEST_REGISTRY_URL'],
  }

  const { stdout } = await run(process.execPath, [main, '--for', '8s', '--rate', '100'], { env, cwd: '/' })

  expect(stdout).toMatch(/curl -i 'http:\/\/127\.0\.0\.1:\d+\/webhooks\/mews\?Token=/)
  expect(stdout).toMatch(
    /export KAFKA_BROKERS=\S+ SCHEMA_REGISTRY_URL=\S+ TOPIC_PREFIX=bellhop-demo-\S+ .* ENRICHER_ADMIN=127/,
  )
  expect(stdout).toMatch(/\d+ webhooks, \d+ events, \d+ records/)
  expect(stdout).toContain('all promises hold')
  expect(stdout).toMatch(/left on .* named bellhop-demo-/)
}, 300_000)

it.each([
  ['SIGINT', [], 0],
  ['SIGHUP', ['--for', '60s'], 1],
] as const)(
  'stops soon after %s with options %j, exit code %i',
  async (signal, options, code) => {
    const env = {
      ...process.env,
      BELLHOP_KAFKA_BROKERS: process.env['BELLHOP_TEST_BROKERS'],
      BELLHOP_REGISTRY_URL: process.env['BELLHOP_TEST_REGISTRY_URL'],
    }
    const demo = spawn(process.execPath, [main, ...options], { env, cwd: '/', stdio: ['ignore', 'pipe', 'inherit'] })
    const ended = once(demo, 'close')
    let said = ''
    let isSignalled = false
    demo.stdout.setEncoding('utf8').on('data', (text: string) => {
      said += text
      if (!isSignalled && said.includes('starting ingress')) isSignalled = demo.kill(signal)
    })

    const ending = await ended

    expect(ending).toEqual([code, null])
    expect(said).toMatch(/starting ingress and enricher\nstopping\n/)
    expect(said).not.toContain('a simulated Mews posts')
  },
  300_000,
)

it('says its defaults as they would be written', async () => {
  const { stdout } = await run(process.execPath, [main, '--help'])

  expect(stdout).toContain('(default: 80ms)')
})

it('says what is wrong with its options', async () => {
  const failure = run(process.execPath, [main, '--for', 'soon'])

  await expect(failure).rejects.toMatchObject({ code: 1, stderr: expect.stringContaining('such as 60s') })
})
