import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createKafka, type KafkaClient, type KafkaSettings, silent } from '@bellhop/kafka'
import { openSecureBroker, type SecureBroker } from '@bellhop/local'
import { createCloser, type Opened } from '@bellhop/runtime'
import { openSimulator, type Simulator } from '@bellhop/simulator'
import { openGate } from './open-gate.ts'

/** Broker, registry and API behind TLS and logins, and what one needs to be let in. */
export type SecureStack = {
  readonly broker: SecureBroker
  readonly simulator: Simulator
  /** The directory file's content: the API by way of its gate. */
  readonly directory: unknown
  /** How a user of the broker is let in. */
  readonly settingsOf: (user: string) => KafkaSettings
  /** A client that may do everything. */
  readonly kafka: KafkaClient
  /** What a service is given that uses the broker as this user: names of files, and no secret. */
  readonly environmentOf: (user: string) => Promise<Readonly<Record<string, string>>>
  /** For the certificates of broker, registry and API. */
  readonly caFile: string
  readonly folder: string
}

/** Connections log in again when they are so old, less ten seconds: every second. */
const reauthenticateMs = 11_000

/** Opens them on 127.0.0.1; the registry is the one that all specs share. */
export async function openSecureStack(users: readonly string[]): Promise<Opened<SecureStack>> {
  const { keep, closeAll } = createCloser()
  try {
    const broker = keep(await openSecureBroker({ users, reauthenticateMs, log: { info: () => {}, error: () => {} } }))
    const folder = await mkdtemp(join(tmpdir(), 'bellhop-secure-'))
    keep({ value: folder, close: () => rm(folder, { recursive: true, force: true }) })
    const write = async (name: string, text: string) => {
      await writeFile(join(folder, name), text, { mode: 0o600 })
      return join(folder, name)
    }
    const caFile = await write('ca.pem', broker.authority.cert)

    const login = { username: 'bellhop', password: 'a password: with spaces' }
    const sharedRegistry = new URL(process.env['BELLHOP_TEST_REGISTRY_URL'] ?? '')
    const registryGate = await openGate({
      certificate: broker.authority.issue('registry'),
      target: sharedRegistry.origin,
      login,
    })
    const registryUrl = `${keep(registryGate)}${sharedRegistry.pathname}`
    const simulator = keep(await openSimulator())
    const api = keep(await openGate({ certificate: broker.authority.issue('api'), target: simulator.baseUrl }))

    const settingsOf = (username: string): KafkaSettings => ({
      clientId: 'bellhop-spec',
      brokers: [broker.brokers],
      ssl: { ca: broker.authority.cert },
      sasl: { mechanism: 'scram-sha-512', username, password: broker.passwords[username] ?? '' },
    })
    const environmentOf = async (user: string) => ({
      KAFKA_BROKERS: broker.brokers,
      KAFKA_SSL: 'true',
      KAFKA_SSL_CA_FILE: caFile,
      KAFKA_SASL_MECHANISM: 'scram-sha-512',
      KAFKA_SASL_USERNAME: user,
      KAFKA_SASL_PASSWORD_FILE: await write(`password-${user}`, `${broker.passwords[user]}\n`),
      SCHEMA_REGISTRY_URL: registryUrl,
      SCHEMA_REGISTRY_CA_FILE: caFile,
      SCHEMA_REGISTRY_USERNAME: login.username,
      SCHEMA_REGISTRY_PASSWORD_FILE: await write('registry-password', `${login.password}\n`),
      NODE_EXTRA_CA_CERTS: caFile,
      TOPIC_REPLICATION: '1',
      TOPIC_PARTITIONS: '4',
    })
    const value = {
      broker,
      simulator,
      directory: { ...simulator.directory, baseUrl: api },
      settingsOf,
      kafka: createKafka(settingsOf('admin'), silent, () => {}),
      environmentOf,
      caFile,
      folder,
    }
    return { value, close: closeAll }
  } catch (error) {
    await closeAll()
    throw error
  }
}
