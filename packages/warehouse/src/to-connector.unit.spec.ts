import { describe, expect, it } from 'vitest'
import { warehouseTables } from './tables.ts'
import { toConnector } from './to-connector.ts'
import { toConnectorSettings } from './to-settings.ts'

const environment = {
  TOPIC_PREFIX: 'hotel',
  SCHEMA_REGISTRY_URL: 'http://registry:8080/apis/ccompat/v7',
  WAREHOUSE_URL: 'postgresql://loader:s3cret@db.example:5433/facts?sslmode=require&application_name=x',
  WAREHOUSE_SCHEMA: 'guests',
  WAREHOUSE_PASSWORD_REFERENCE: `\${dir:/run/secrets:warehouse-password}`,
  WAREHOUSE_CONNECTOR_SETTINGS: '{}',
  CONNECT_URL: 'http://connect:8083',
}
const connectorsOf = (env: typeof environment & Record<string, string>) =>
  warehouseTables('hotel').map((table) => toConnector(table, toConnectorSettings(env)))

describe('toConnector', () => {
  it('reads committed records only, of its own topics, and upserts and deletes by the key', () => {
    for (const [index, { config }] of connectorsOf(environment).entries()) {
      const table = warehouseTables('hotel')[index]
      expect(config).toMatchObject({
        topics: table?.topics.join(','),
        'consumer.override.isolation.level': 'read_committed',
        'collection.name.format': `guests.${table?.name}`,
        'insert.mode': 'upsert',
        'delete.enabled': 'true',
        'errors.tolerance': 'none',
      })
    }
  })

  it('is told where the database is, and of the password only where it lies', () => {
    const connectors = connectorsOf(environment)

    expect(connectors[0]?.config).toMatchObject({
      'connection.url': 'jdbc:postgresql://db.example:5433/facts?sslmode=require',
      'connection.username': 'loader',
      'connection.password': `\${dir:/run/secrets:warehouse-password}`,
    })
    expect(JSON.stringify(connectors)).not.toContain('s3cret')
  })

  it('reads schemas by the converter of the registry there is', () => {
    const [apicurio] = connectorsOf(environment)
    const [confluent] = connectorsOf({ ...environment, SCHEMA_REGISTRY_URL: 'http://registry:8081' })

    expect(apicurio?.config).toMatchObject({
      'value.converter': 'io.apicurio.registry.utils.converter.AvroConverter',
      'value.converter.apicurio.registry.url': 'http://registry:8080/apis/registry/v2',
    })
    expect(confluent?.config).toMatchObject({
      'value.converter': 'io.confluent.connect.avro.AvroConverter',
      'value.converter.schema.registry.url': 'http://registry:8081',
    })
  })

  it('takes the worker’s own addresses and further settings where they are given', () => {
    const [connector] = connectorsOf({
      ...environment,
      WAREHOUSE_JDBC_URL: 'jdbc:postgresql://inner:5432/facts',
      WAREHOUSE_REGISTRY_URL: 'http://inner/apis/ccompat/v7',
      WAREHOUSE_CONNECTOR_SETTINGS: '{"tasks.max":"4","batch.size":"2000"}',
    })

    expect(connector?.config).toMatchObject({
      'connection.url': 'jdbc:postgresql://inner:5432/facts',
      'value.converter.apicurio.registry.url': 'http://inner/apis/registry/v2',
      'tasks.max': '4',
      'batch.size': '2000',
    })
  })
})

describe('toConnectorSettings', () => {
  it('tells every problem at once: settings that are no texts, a login that Kafka Connect would show', () => {
    const broken = {
      ...environment,
      SCHEMA_REGISTRY_URL: 'http://user:pass@registry/apis/ccompat/v7',
      WAREHOUSE_CONNECTOR_SETTINGS: '{"tasks.max":4}',
    }

    expect(() => toConnectorSettings(broken)).toThrow(
      expect.objectContaining({
        problems: [
          expect.stringContaining('WAREHOUSE_CONNECTOR_SETTINGS must be a JSON object of texts'),
          expect.stringContaining('WAREHOUSE_REGISTRY_URL must be set'),
        ],
      }),
    )
  })

  it.each(['[]', 'null', '{', '"x"'])('refuses %s for further settings', (text) => {
    expect(() => toConnectorSettings({ ...environment, WAREHOUSE_CONNECTOR_SETTINGS: text })).toThrow(
      /WAREHOUSE_CONNECTOR_SETTINGS/,
    )
  })
})
