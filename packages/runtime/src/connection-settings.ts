import type { saslMechanisms } from './config-parts.ts'

/** How the brokers are reached, as the Kafka adapter wants it. */
export type KafkaSettings = {
  readonly brokers: string[]
  /** PEM texts where TLS is spoken with authorities or a certificate of our own. */
  readonly ssl: boolean | { readonly ca?: string; readonly cert?: string; readonly key?: string }
  readonly sasl?: { readonly mechanism: SaslMechanism; readonly username: string; readonly password: string }
}

/** One of the ways to log in to Kafka. */
export type SaslMechanism = (typeof saslMechanisms)[number]

/** The Kafka settings of a configuration that passed {@link connectionRules}; a login only when it is complete. */
export function toKafkaSettings(config: {
  readonly KAFKA_BROKERS: readonly string[]
  readonly KAFKA_SSL: boolean
  readonly KAFKA_SSL_CA?: string
  readonly KAFKA_SSL_CERT?: string
  readonly KAFKA_SSL_KEY?: string
  readonly KAFKA_SASL_MECHANISM?: SaslMechanism
  readonly KAFKA_SASL_USERNAME?: string
  readonly KAFKA_SASL_PASSWORD?: string
}): KafkaSettings {
  const { KAFKA_SASL_MECHANISM: mechanism, KAFKA_SASL_USERNAME: username, KAFKA_SASL_PASSWORD: password } = config
  const { KAFKA_SSL_CA: ca, KAFKA_SSL_CERT: cert, KAFKA_SSL_KEY: key } = config
  const own = {
    ...(ca !== undefined && { ca }),
    ...(cert !== undefined && { cert }),
    ...(key !== undefined && { key }),
  }
  const ssl = config.KAFKA_SSL && Object.keys(own).length > 0 ? own : config.KAFKA_SSL
  const settings = { brokers: [...config.KAFKA_BROKERS], ssl }
  if (mechanism === undefined || username === undefined || password === undefined) return settings
  return { ...settings, sasl: { mechanism, username, password } }
}

/** How the registry is reached, as its client wants it. */
export type RegistrySettings = {
  readonly url: string
  readonly login?: { readonly username: string; readonly password: string }
  /** PEM text of whom to trust instead of Node's authorities. */
  readonly ca?: string
}

/** The registry's settings of a configuration that passed {@link connectionRules}. */
export function toRegistrySettings(config: {
  readonly SCHEMA_REGISTRY_URL: string
  readonly SCHEMA_REGISTRY_USERNAME?: string
  readonly SCHEMA_REGISTRY_PASSWORD?: string
  readonly SCHEMA_REGISTRY_CA?: string
}): RegistrySettings {
  const { SCHEMA_REGISTRY_URL: url, SCHEMA_REGISTRY_CA: ca } = config
  const { SCHEMA_REGISTRY_USERNAME: username, SCHEMA_REGISTRY_PASSWORD: password } = config
  return {
    url,
    ...(username !== undefined && password !== undefined && { login: { username, password } }),
    ...(ca !== undefined && { ca }),
  }
}
