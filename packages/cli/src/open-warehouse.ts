import { type Closer, registryVariables, topicVariables } from '@bellhop/runtime'
import {
  createConnectClient,
  openDatabase,
  toConnectorSettings,
  toDatabaseUrl,
  type WarehouseConfig,
  warehouseTables,
  warehouseVariables,
} from '@bellhop/warehouse'
import { Type } from '@sinclair/typebox'

/** What the commands of the warehouse need to know. */
export const warehouseNeeds = Type.Object({
  ...warehouseVariables,
  ...registryVariables,
  TOPIC_PREFIX: topicVariables.TOPIC_PREFIX,
})

/**
 * Connects to the database, and makes ready what is compared with it and with Kafka Connect.
 *
 * @throws ConfigError for settings that no variable shows alone, BellhopError when the database is not reachable
 */
export async function openWarehouse(config: WarehouseConfig, keep: Closer['keep']) {
  const settings = toConnectorSettings(config)
  const database = keep(await openDatabase(toDatabaseUrl(config)))
  return {
    database,
    connect: createConnectClient(config.CONNECT_URL),
    tables: warehouseTables(config.TOPIC_PREFIX),
    settings,
  }
}
