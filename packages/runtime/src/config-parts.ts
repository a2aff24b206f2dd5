import { Type } from '@sinclair/typebox'
import { CommaList, OneOf, Port } from './config-types.ts'
import { logLevels } from './log.ts'

/** What a certificate in PEM begins with. */
export const certificatePattern = '-----BEGIN CERTIFICATE-----'

/** The ways to log in to Kafka. */
export const saslMechanisms = ['plain', 'scram-sha-256', 'scram-sha-512'] as const

/** Where Kafka is and how to be let in. */
export const kafkaVariables = {
  KAFKA_BROKERS: CommaList(Type.String({ pattern: String.raw`^\S+:\d{1,5}$` }), {
    description: 'Brokers to begin with; the rest are learned from them.',
    expected: 'a comma-separated list of host:port',
  }),
  KAFKA_SSL: Type.Boolean({
    default: false,
    description: 'Whether to speak TLS to the brokers.',
  }),
  KAFKA_SSL_CA: Type.Optional(
    Type.String({
      pattern: certificatePattern,
      secret: true,
      description: "Certificates (PEM) of the authorities that sign the brokers' certificates; Node's own when absent.",
      expected: 'certificates in PEM',
    }),
  ),
  KAFKA_SSL_CERT: Type.Optional(
    Type.String({
      pattern: certificatePattern,
      secret: true,
      description: 'Our certificate (PEM), where the brokers want to see one.',
      expected: 'certificates in PEM',
    }),
  ),
  KAFKA_SSL_KEY: Type.Optional(
    Type.String({
      pattern: '-----BEGIN (RSA |EC )?PRIVATE KEY-----',
      secret: true,
      description: 'Its key (PEM, not encrypted).',
      expected: 'a private key in PEM that is not encrypted',
    }),
  ),
  KAFKA_SASL_MECHANISM: Type.Optional(
    OneOf(saslMechanisms, { description: 'How to log in to the brokers; no login when absent.' }),
  ),
  KAFKA_SASL_USERNAME: Type.Optional(Type.String({ minLength: 1, description: 'User of the brokers.' })),
  KAFKA_SASL_PASSWORD: Type.Optional(
    Type.String({ minLength: 1, secret: true, description: 'Password of that user.' }),
  ),
}

/** Where the schema registry is. */
export const registryVariables = {
  SCHEMA_REGISTRY_URL: Type.String({
    pattern: String.raw`^[Hh][Tt][Tt][Pp][Ss]?://\S+$`,
    secret: true,
    description: 'Base address of a registry with the Confluent API, its path included. May hold a user and password.',
    expected: 'an http:// or https:// address',
  }),
  SCHEMA_REGISTRY_USERNAME: Type.Optional(
    Type.String({ minLength: 1, description: 'User of the registry (HTTP Basic).' }),
  ),
  SCHEMA_REGISTRY_PASSWORD: Type.Optional(
    Type.String({ minLength: 1, secret: true, description: 'Password of that user.' }),
  ),
  SCHEMA_REGISTRY_CA: Type.Optional(
    Type.String({
      pattern: certificatePattern,
      secret: true,
      description:
        "Certificates (PEM) of the authorities that sign the registry's certificate; Node's own when absent.",
      expected: 'certificates in PEM',
    }),
  ),
}

/** How the topics are named and made; the same for all services. */
export const topicVariables = {
  TOPIC_PREFIX: Type.String({
    default: 'mews',
    pattern: '^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$',
    description: 'First part of every topic name.',
    expected: 'up to 100 letters, digits, dots, underscores or hyphens, a letter or digit first',
  }),
  TOPIC_PARTITIONS: Type.Integer({
    default: 12,
    minimum: 1,
    maximum: 1000,
    description: 'Partitions of each event, retry, state and control topic. Changed offline only.',
  }),
  TOPIC_REPLICATION: Type.Optional(
    Type.Integer({
      minimum: 1,
      maximum: 32_767,
      description: "Copies of each partition of a topic that is created; the broker's default when absent.",
    }),
  ),
}

/** Which consumer group the enrichers are. */
export const groupVariables = {
  GROUP_ID: Type.String({
    default: 'bellhop-enricher',
    minLength: 1,
    description: 'Consumer group of the enrichers that share the work; also the first part of their transactional ids.',
  }),
}

/** Where the directory is. */
export const directoryVariables = {
  DIRECTORY_FILE: Type.String({
    minLength: 1,
    description: 'Path of the directory: which access token serves which enterprise.',
    expected: 'the path of a JSON file',
  }),
}

/** How much is logged. */
export const logVariables = {
  LOG_LEVEL: OneOf(logLevels, { default: 'info', description: 'Least severe level that is logged.' }),
}

/** Where traces are sent; the names are OpenTelemetry's. */
export const traceVariables = {
  OTEL_EXPORTER_OTLP_ENDPOINT: Type.Optional(
    Type.String({
      pattern: String.raw`^[Hh][Tt][Tt][Pp][Ss]?://\S+$`,
      description:
        'Base address of a collector that takes traces by OTLP over HTTP in JSON, at /v1/traces; nothing is traced when absent.',
      expected: 'an http:// or https:// address',
    }),
  ),
  OTEL_EXPORTER_OTLP_HEADERS: Type.Optional(
    CommaList(Type.String({ pattern: '^[^=\\s]+=.+$' }), {
      secret: true,
      description: 'Headers that the collector wants, such as a key.',
      expected: 'a comma-separated list of name=value',
    }),
  ),
  OTEL_TRACES_SAMPLER_ARG: Type.Number({
    default: 1,
    minimum: 0,
    maximum: 1,
    description: 'Share of the traces that are recorded, where whoever posts the webhook has not decided it.',
    expected: 'a number from 0 to 1',
  }),
}

/** Where /health/live, /health/ready and /metrics are served; the port's default differs by service. */
export function adminVariables(defaultPort: number) {
  return {
    ADMIN_HOST: Type.String({
      default: '127.0.0.1',
      description: 'Address on which health and metrics are served; 0.0.0.0 where a scraper comes from outside.',
    }),
    ADMIN_PORT: Port({ default: defaultPort, description: 'Port of health and metrics; 0 lets the system choose.' }),
  }
}
