import type { WarehouseTable } from './tables.ts'

/** What a connector needs to know; addresses are as the worker of Kafka Connect sees them. */
export type ConnectorSettings = {
  /** First part of the connectors' names, which are those of their consumer groups too: `connect-<name>`. */
  readonly prefix: string
  /** The database schema of the tables. */
  readonly schema: string
  readonly jdbcUrl: string
  readonly username: string
  /** A reference that the worker resolves, such as `${dir:/run/secrets:warehouse-password}`; never a password itself. */
  readonly password: string
  readonly registryUrl: string
  /** Settings that are added, or that take the place of ours. */
  readonly extra: Readonly<Record<string, string>>
}

/** A connector as Kafka Connect is asked for it. */
export type Connector = { readonly name: string; readonly config: Readonly<Record<string, string>> }

/** The name of a table's connector. */
export function toConnectorName(prefix: string, table: WarehouseTable): string {
  return `${prefix}-warehouse-${table.name}`
}

/** The connector that keeps a table as its topics say. */
export function toConnector(table: WarehouseTable, settings: ConnectorSettings): Connector {
  const { prefix, schema, jdbcUrl, username, password, registryUrl, extra } = settings
  return {
    name: toConnectorName(prefix, table),
    config: {
      'connector.class': 'io.debezium.connector.jdbc.JdbcSinkConnector',
      'tasks.max': '1',
      topics: table.topics.join(','),
      // Without it rows would come of transactions that were aborted.
      'consumer.override.isolation.level': 'read_committed',

      'key.converter': 'org.apache.kafka.connect.storage.StringConverter',
      // The sink takes a key of named fields only.
      transforms: 'key',
      'transforms.key.type': 'org.apache.kafka.connect.transforms.HoistField$Key',
      'transforms.key.field': 'id',
      ...toConverter(registryUrl),

      'connection.url': jdbcUrl,
      'connection.username': username,
      'connection.password': password,
      // Five connections each, as it would be, are 35 for the tables that are there.
      'connection.pool.min_size': '1',
      'connection.pool.max_size': '3',
      'collection.name.format': `${schema}.${table.name}`,
      'quote.identifiers': 'true',
      // PostgreSQL reads a time without a zone in the session's, and the driver makes that the worker's own.
      'hibernate.agroal.initialSQL': "set time zone 'UTC'",
      'insert.mode': 'upsert',
      'primary.key.mode': 'record_key',
      'primary.key.fields': 'id',
      'delete.enabled': 'true',
      'schema.evolution': 'basic',
      // A database that is away is waited for; where it goes in the middle of a transaction the task fails all the same, and
      // is to be started again.
      'connection.restart.on.errors': 'true',
      'flush.max.retries': '20',
      'flush.retry.delay.ms': '1000',
      // Tolerating errors would let good records go while the registry is away.
      'errors.tolerance': 'none',
      ...extra,
    },
  }
}

/**
 * An Apicurio registry is read through its own API by the converter of `warehouse/connect`; any other by Confluent's, which
 * the worker must then have.
 */
function toConverter(registryUrl: string): Record<string, string> {
  const apicurio = /^(.*)\/apis\/ccompat\/v\d+\/?$/.exec(registryUrl)?.[1]
  if (apicurio === undefined) {
    return {
      'value.converter': 'io.confluent.connect.avro.AvroConverter',
      'value.converter.schema.registry.url': registryUrl,
      'value.converter.auto.register.schemas': 'false',
    }
  }
  return {
    'value.converter': 'io.apicurio.registry.utils.converter.AvroConverter',
    'value.converter.apicurio.registry.url': `${apicurio}/apis/registry/v2`,
    'value.converter.apicurio.registry.as-confluent': 'true',
    'value.converter.apicurio.registry.use-id': 'contentId',
    'value.converter.apicurio.registry.headers.enabled': 'false',
  }
}
