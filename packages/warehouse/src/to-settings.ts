import { ConfigError } from '@bellhop/runtime'
import type { Static, TObject } from '@sinclair/typebox'
import type { ConnectorSettings } from './to-connector.ts'
import type { warehouseVariables } from './variables.ts'

/** What the environment says of the warehouse. */
export type WarehouseConfig = Static<TObject<typeof warehouseVariables>> & {
  readonly TOPIC_PREFIX: string
  readonly SCHEMA_REGISTRY_URL: string
}

/**
 * What the connectors are told, as the worker sees it.
 *
 * @throws ConfigError with every problem that no variable shows alone
 */
export function toConnectorSettings(config: WarehouseConfig): ConnectorSettings {
  const database = new URL(config.WAREHOUSE_URL)
  const registryUrl = config.WAREHOUSE_REGISTRY_URL ?? config.SCHEMA_REGISTRY_URL
  const extra = toExtra(config.WAREHOUSE_CONNECTOR_SETTINGS)
  const problems = [
    ...(extra === undefined ? ['WAREHOUSE_CONNECTOR_SETTINGS must be a JSON object of texts.'] : []),
    ...(new URL(registryUrl).username === ''
      ? []
      : [
          'WAREHOUSE_REGISTRY_URL must be set, without a login, because SCHEMA_REGISTRY_URL holds one: Kafka Connect shows its settings to everybody. Give the converter its login by WAREHOUSE_CONNECTOR_SETTINGS, as a reference.',
        ]),
  ]
  if (problems.length > 0 || extra === undefined) throw new ConfigError(problems)
  return {
    prefix: config.TOPIC_PREFIX,
    schema: config.WAREHOUSE_SCHEMA,
    jdbcUrl: config.WAREHOUSE_JDBC_URL ?? toJdbcUrl(database),
    username: decodeURIComponent(database.username),
    password: config.WAREHOUSE_PASSWORD_REFERENCE,
    registryUrl,
    extra,
  }
}

/** Of the parameters only the way of TLS means the same to both drivers. */
function toJdbcUrl({ host, pathname, searchParams }: URL): string {
  const sslMode = searchParams.get('sslmode')
  return `jdbc:postgresql://${host}${pathname}${sslMode === null ? '' : `?sslmode=${sslMode}`}`
}

function toExtra(text: string): Record<string, string> | undefined {
  try {
    const found: unknown = JSON.parse(text)
    if (typeof found !== 'object' || found === null || Array.isArray(found)) return undefined
    const entries = Object.entries(found)
    return entries.every(([, value]) => typeof value === 'string') ? Object.fromEntries(entries) : undefined
  } catch {
    return undefined
  }
}
