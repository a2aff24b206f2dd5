import { randomUUID } from 'node:crypto'
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findFreePorts } from '@bellhop/local'
import type { Opened } from '@bellhop/runtime'
import { runDocker } from './run-docker.ts'

/** The stack of docker-compose.yml with its demo, under a name and on ports of its own. */
export type ComposeStack = {
  readonly brokers: string
  readonly registryUrl: string
  /** Where webhooks are taken, without the token. */
  readonly webhookUrl: string
  readonly controlUrl: string
  /** With its login; of no meaning without the warehouse. */
  readonly databaseUrl: string
  /** Starts what is not running and resolves once all of it is healthy. */
  readonly up: () => Promise<void>
  /** Removes all containers, and keeps the volumes. */
  readonly down: () => Promise<void>
  /** From the next `up` on, so many enrichers. */
  readonly scale: (enrichers: number) => void
  /** Kills, with SIGKILL, the first container of a service. */
  readonly kill: (service: string) => Promise<void>
  /** Runs a command in the first container of a service and gives what it writes. */
  readonly run: (service: string, ...command: readonly string[]) => Promise<string>
}

/**
 * Prepares the stack; nothing runs before `up`. Closing removes containers, networks and volumes.
 *
 * @param hasWarehouse - whether Kafka Connect and PostgreSQL are part of it
 * @param stopping - ends whatever docker is doing then, but for the closing
 */
export async function openStack(hasWarehouse: boolean, stopping: AbortSignal): Promise<Opened<ComposeStack>> {
  const folder = await mkdtemp(join(tmpdir(), 'bellhop-secrets-'))
  const password = randomUUID()
  // The users of the containers are others than ours, and read it.
  await chmod(folder, 0o755)
  await writeFile(join(folder, 'warehouse-password'), password, { mode: 0o644 })
  const ports = await findFreePorts('kafka', 'registry', 'ingress', 'admin', 'control', 'postgres', 'connect')
  // What the user's own shell or .env says about a stack is not meant for this one.
  const env = {
    KAFKA_PORT: String(ports.kafka),
    REGISTRY_PORT: String(ports.registry),
    INGRESS_PORT: String(ports.ingress),
    INGRESS_ADMIN_PORT: String(ports.admin),
    SIMULATOR_CONTROL_PORT: String(ports.control),
    POSTGRES_PORT: String(ports.postgres),
    CONNECT_PORT: String(ports.connect),
    WAREHOUSE_PASSWORD_FILE: join(folder, 'warehouse-password'),
    WAREHOUSE_URL: '',
    SIMULATOR_RATE: '0',
    // Mews sends again after a few minutes. An ingress that is away for longer than three attempts loses webhooks, there and here.
    SIMULATOR_RETRY_WAIT_MS: '120000',
    TOPIC_PREFIX: '',
    GROUP_ID: '',
    DIRECTORY_FILE: '',
    WEBHOOK_TOKENS_FILE: '',
    KAFKA_BROKERS: '',
    SCHEMA_REGISTRY_URL: '',
    CONFIG_DIR: '',
    INGRESS_SECRETS_DIR: '',
    ENRICHER_SECRETS_DIR: '',
  }
  let enrichers = 1
  const profiles = hasWarehouse ? ['--profile', 'warehouse'] : []
  const project = [
    'compose',
    '--env-file',
    '/dev/null',
    '-p',
    `bellhop-proof-${process.pid}`,
    '--profile',
    'demo',
    ...profiles,
  ]
  const compose = (...args: readonly string[]) => runDocker([...project, ...args], env, stopping)
  const containers = async (service: string) => (await compose('ps', '-q', service)).split('\n').filter(Boolean)
  const value: ComposeStack = {
    brokers: `127.0.0.1:${ports.kafka}`,
    registryUrl: `http://127.0.0.1:${ports.registry}/apis/ccompat/v7`,
    webhookUrl: `http://127.0.0.1:${ports.ingress}/webhooks/mews`,
    controlUrl: `http://127.0.0.1:${ports.control}`,
    databaseUrl: `postgresql://bellhop:${password}@127.0.0.1:${ports.postgres}/bellhop`,
    up: async () => {
      await compose('up', '-d', '--wait', '--build', '--scale', `enricher=${enrichers}`)
    },
    down: async () => {
      await compose('down')
    },
    scale: (wanted) => {
      enrichers = wanted
    },
    kill: async (service) => {
      const [first] = await containers(service)
      if (first === undefined) throw new Error(`No container of ${service} runs`)
      await runDocker(['kill', '--signal', 'KILL', first], {}, stopping)
    },
    run: (service, ...command) => compose('exec', '-T', service, ...command),
  }
  return {
    value,
    close: async () => {
      try {
        await runDocker([...project, 'down', '--volumes', '--remove-orphans'], env)
      } finally {
        await rm(folder, { recursive: true })
      }
    },
  }
}
