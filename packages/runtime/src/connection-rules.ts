import { createPrivateKey, X509Certificate } from 'node:crypto'
import type { ConfigRule } from './config.ts'
import { certificatePattern } from './config-parts.ts'
import { codeOf } from './errors.ts'

/** A login needs all three of its variables: mechanism, user and password. */
export const saslRule: ConfigRule = (values) => {
  const names = ['KAFKA_SASL_MECHANISM', 'KAFKA_SASL_USERNAME', 'KAFKA_SASL_PASSWORD']
  const missing = names.filter((name) => values[name] === undefined)
  if (missing.length === 0 || missing.length === names.length) return undefined
  return `${missing.join(' and ')} must be set too: a login to Kafka needs mechanism, username and password.`
}

/** TLS needs to be on for what belongs to it; a certificate needs its key. */
const tlsRule: ConfigRule = (values) => {
  const { KAFKA_SSL_CA: ca, KAFKA_SSL_CERT: cert, KAFKA_SSL_KEY: key } = values
  const given = ['KAFKA_SSL_CA', 'KAFKA_SSL_CERT', 'KAFKA_SSL_KEY'].filter((name) => values[name] !== undefined)
  if (given.length > 0 && values['KAFKA_SSL'] === false) {
    return `KAFKA_SSL must be true where ${given.join(' and ')} (or _FILE) is set.`
  }
  if ((cert === undefined) !== (key === undefined)) {
    return `${cert === undefined ? 'KAFKA_SSL_CERT' : 'KAFKA_SSL_KEY'} (or _FILE) must be set too: a certificate needs its key.`
  }
  return toPemProblem('KAFKA_SSL_CERT and KAFKA_SSL_KEY', cert, key) ?? toPemProblem('KAFKA_SSL_CA', ca)
}

/** A login to the registry is said once, and whole. */
const registryRule: ConfigRule = (values) => {
  const { SCHEMA_REGISTRY_USERNAME: username, SCHEMA_REGISTRY_PASSWORD: password, SCHEMA_REGISTRY_URL: url } = values
  if ((username === undefined) !== (password === undefined)) {
    const missing = username === undefined ? 'SCHEMA_REGISTRY_USERNAME' : 'SCHEMA_REGISTRY_PASSWORD (or _FILE)'
    return `${missing} must be set too: a login to the registry needs username and password.`
  }
  if (username !== undefined && typeof url === 'string' && /^[^/]+\/\/[^/]*@/.test(url)) {
    return 'SCHEMA_REGISTRY_URL holds a user too: keep it there, or in SCHEMA_REGISTRY_USERNAME.'
  }
  return toPemProblem('SCHEMA_REGISTRY_CA', values['SCHEMA_REGISTRY_CA'])
}

/** The rules over the variables of Kafka and registry. */
export const connectionRules: readonly ConfigRule[] = [saslRule, tlsRule, registryRule]

/** What is wrong with certificates (PEM), or with the key that is to be theirs. */
function toPemProblem(names: string, certificates: unknown, key?: unknown): string | undefined {
  // What does not even look like PEM is told where it stands.
  if (typeof certificates !== 'string' || !certificates.includes(certificatePattern)) return undefined
  try {
    const certificate = new X509Certificate(certificates)
    if (typeof key !== 'string' || certificate.checkPrivateKey(createPrivateKey(key))) return undefined
    return `${names} do not belong together: the key must be the certificate's.`
  } catch (error) {
    return `${names} cannot be used (${codeOf(error) ?? 'unreadable'}): expected PEM.`
  }
}
