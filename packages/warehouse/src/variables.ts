import { Type } from '@sinclair/typebox'

/** Where the warehouse is, and how Kafka Connect reaches it. */
export const warehouseVariables = {
  WAREHOUSE_URL: Type.String({
    pattern: String.raw`^postgres(ql)?://[^/\s]+@[^/\s]+/\S+$`,
    secret: true,
    description: 'PostgreSQL to keep the tables in; the user makes tables and writes them.',
    // Not as an address with a login in it: that would be redacted where it is told.
    expected:
      'an address with postgresql://, user, password, host, port and database; the password may stand in WAREHOUSE_PASSWORD instead',
  }),
  WAREHOUSE_PASSWORD: Type.Optional(
    Type.String({
      minLength: 1,
      secret: true,
      description: 'Password of that user, where WAREHOUSE_URL has none.',
      expected: 'the password',
    }),
  ),
  WAREHOUSE_SCHEMA: Type.String({
    default: 'bellhop',
    pattern: '^[a-z_][a-z0-9_]{0,62}$',
    description: 'Schema of the database that holds the tables.',
    expected: 'up to 63 lower-case letters, digits or underscores, no digit first',
  }),
  WAREHOUSE_PASSWORD_REFERENCE: Type.String({
    default: `\${dir:/run/secrets:warehouse-password}`,
    pattern: String.raw`^\$\{[^}]+\}$`,
    description: 'Where the worker of Kafka Connect finds the password: the reference of a config provider of its own.',
    expected: `a reference such as \${dir:/run/secrets:warehouse-password}`,
  }),
  WAREHOUSE_JDBC_URL: Type.Optional(
    Type.String({
      pattern: String.raw`^jdbc:postgresql://\S+$`,
      description: 'The same database as the worker sees it; made of WAREHOUSE_URL when absent.',
      expected: 'jdbc:postgresql://host:port/database',
    }),
  ),
  WAREHOUSE_REGISTRY_URL: Type.Optional(
    Type.String({
      pattern: String.raw`^[Hh][Tt][Tt][Pp][Ss]?://[^@\s]+$`,
      description: 'The schema registry as the worker sees it; SCHEMA_REGISTRY_URL when absent.',
      expected: 'an http:// or https:// address without a login',
    }),
  ),
  WAREHOUSE_CONNECTOR_SETTINGS: Type.String({
    default: '{}',
    description: 'Settings that every connector is given besides, or instead of ours, such as a login of the registry.',
    expected: 'a JSON object of texts',
  }),
  CONNECT_URL: Type.String({
    default: 'http://127.0.0.1:8083',
    pattern: String.raw`^[Hh][Tt][Tt][Pp][Ss]?://\S+$`,
    description: 'REST API of Kafka Connect.',
    expected: 'an http:// or https:// address',
  }),
}
