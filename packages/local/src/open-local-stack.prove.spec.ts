import { request } from 'undici'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'

import { findEngine } from './find-engine.ts'
import { isBrokerAnswering, isRegistryAnswering } from './is-answering.ts'
import { openLocalStack } from './open-local-stack.ts'
import type { LocalProcess, LocalStack, Opened } from './stack.ts'
import { withTemporaryFolder } from './temporary-folder.ts'

// Starts take their time on a busy machine, and a deadline of the stack's own ends what hangs.
vi.setConfig({ testTimeout: 300_000 })

const schema = JSON.stringify({ type: 'record', name: 'Room', fields: [{ name: 'id', type: 'string' }] })
const engine = await findEngine(process.env)
if (engine === undefined) {
  process.stderr.write('No Docker engine answers here: what holds for our own stack is not tried with containers.\n')
}
/** Whatever the environment of the run says, this is about the stacks that we start. */
const envOf = (provider: string) => ({
  ...process.env,
  BELLHOP_KAFKA_BROKERS: '',
  BELLHOP_REGISTRY_URL: '',
  BELLHOP_LOCAL_PROVIDER: provider,
})

const portOf = ({ brokers }: LocalStack) => Number(brokers.split(':')[1])

function controlled(process: LocalProcess | undefined): LocalProcess {
  if (!process) throw new Error('The stack that we start must offer its processes')
  return process
}

async function register({ registryUrl }: LocalStack): Promise<number> {
  const { statusCode, body } = await request(`${registryUrl}/subjects/rooms-value/versions`, {
    method: 'POST',
    headers: { 'content-type': 'application/vnd.schemaregistry.v1+json' },
    body: JSON.stringify({ schema }),
  })
  const answer = (await body.json()) as { id: number }
  expect(statusCode).toBe(200)
  return answer.id
}

async function fetchSchema({ registryUrl }: LocalStack, id: number): Promise<unknown> {
  const { body } = await request(`${registryUrl}/schemas/ids/${id}`)
  const answer = (await body.json()) as { schema?: string }
  return JSON.parse(answer.schema ?? 'null')
}

describe.each([
  { provider: 'maven', isHere: true },
  { provider: 'docker', isHere: engine !== undefined },
])('a stack of our own, by $provider', ({ provider, isHere }) => {
  describe.runIf(isHere)(isHere ? 'runs' : 'is not tried, because no Docker engine answers here', () => {
    const env = envOf(provider)
    let opened: Opened<LocalStack>
    beforeAll(async () => {
      opened = await openLocalStack({ env })
    })
    afterAll(() => opened?.close())

    it('has a broker that answers', async () => {
      expect(opened.value.provider).toBe(provider)
      expect(await isBrokerAnswering(portOf(opened.value))).toBe(true)
    })

    it('has a registry that gives back what it was given, after a SIGKILL too', async () => {
      const registry = controlled(opened.value.registry)
      const id = await register(opened.value)
      expect(await fetchSchema(opened.value, id)).toEqual(JSON.parse(schema))

      await registry.kill('SIGKILL')
      expect(await isRegistryAnswering(opened.value.registryUrl)).toBe(false)
      await registry.start()

      expect(await fetchSchema(opened.value, id)).toEqual(JSON.parse(schema))
    })

    it('has a broker that can be stopped, killed and started again on the same port', async () => {
      const broker = controlled(opened.value.broker)

      await broker.stop()
      expect(await isBrokerAnswering(portOf(opened.value))).toBe(false)
      await broker.start()
      expect(await isBrokerAnswering(portOf(opened.value))).toBe(true)

      await broker.kill('SIGKILL')
      expect(await isBrokerAnswering(portOf(opened.value))).toBe(false)
      await broker.start()
      expect(await isBrokerAnswering(portOf(opened.value))).toBe(true)
    })

    it('has a broker that can be held and let go on', async () => {
      const broker = controlled(opened.value.broker)

      await broker.kill('SIGSTOP')
      expect(await isBrokerAnswering(portOf(opened.value))).toBe(false)
      await broker.kill('SIGCONT')

      await expect.poll(() => isBrokerAnswering(portOf(opened.value)), { timeout: 60_000 }).toBe(true)
    })

    it('goes on with what an earlier one kept in its data folder', () =>
      withTemporaryFolder('bellhop-test-', async (dataDir) => {
        const first = await openLocalStack({ env, dataDir })
        const id = await register(first.value).finally(first.close)

        const second = await openLocalStack({ env, dataDir })
        const kept = await fetchSchema(second.value, id).finally(second.close)

        expect(kept).toEqual(JSON.parse(schema))
      }))
  })
})
