import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type LocalConnect, type LocalPostgres, openConnect, openPostgres } from '@bellhop/local'
import { createCloser, type Opened } from '@bellhop/runtime'
import { type Database, openDatabase } from '@bellhop/warehouse'

/** A real PostgreSQL and a real Kafka Connect on the broker that all specs share, and the environment that names them. */
export type Warehouse = {
  readonly postgres: LocalPostgres
  readonly connect: LocalConnect
  /** A connection; another one after `reconnect`. */
  readonly database: Database
  readonly reconnect: () => Promise<void>
  readonly env: {
    readonly WAREHOUSE_URL: string
    readonly WAREHOUSE_PASSWORD_REFERENCE: string
    readonly CONNECT_URL: string
    readonly SCHEMA_REGISTRY_URL: string
    readonly TOPIC_PREFIX: string
  }
}

/** Opens both; nothing is in them. The worker believes to be in New York, where no time of ours is. */
export async function openWarehouse(topicPrefix: string): Promise<Opened<Warehouse>> {
  const { keep, closeAll } = createCloser()
  try {
    const secrets = await mkdtemp(join(tmpdir(), 'bellhop-secrets-'))
    keep({ value: secrets, close: () => rm(secrets, { recursive: true, force: true }) })
    const postgres = keep(await openPostgres())
    await writeFile(join(secrets, 'warehouse-password'), postgres.password)
    const brokers = process.env['BELLHOP_TEST_BROKERS'] ?? ''
    const connect = keep(
      await openConnect({ brokers, groupId: `${topicPrefix}-connect`, timeZone: 'America/New_York' }),
    )
    let connection = await openDatabase(postgres.url)
    keep({ value: connection, close: () => connection.close() })
    const env = {
      WAREHOUSE_URL: postgres.url,
      WAREHOUSE_PASSWORD_REFERENCE: `\${dir:${secrets}:warehouse-password}`,
      CONNECT_URL: connect.url,
      SCHEMA_REGISTRY_URL: process.env['BELLHOP_TEST_REGISTRY_URL'] ?? '',
      TOPIC_PREFIX: topicPrefix,
    }
    const value: Warehouse = {
      postgres,
      connect,
      env,
      get database() {
        return connection.value
      },
      reconnect: async () => {
        await connection.close()
        connection = await openDatabase(postgres.url)
      },
    }
    return { value, close: closeAll }
  } catch (error) {
    await closeAll()
    throw error
  }
}
