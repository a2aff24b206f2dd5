import type { Certificate } from './certificates.ts'

/** Who may log in, and with what the broker proves who it is. */
export type Security = {
  /** The port for clients that show a certificate instead of logging in: their user is `CN=<common name>`. */
  readonly mutualPort: number
  /** Certificates of this authority (PEM) are trusted. */
  readonly trusted: string
  readonly certificate: Certificate
  /** By user; each may use PLAIN, SCRAM-SHA-256 and SCRAM-SHA-512. Letters, digits and hyphens only. */
  readonly passwords: Readonly<Record<string, string>>
  /** Milliseconds after which a connection has to log in again. */
  readonly reauthenticateMs: number
}

/** The user that may do everything; the broker is one of its own clients. */
export const superUser = 'admin'

/** The settings of a broker that lets in only who is known, and to what he was allowed. */
export function toSecuritySettings(security: Security, brokerPort: number, controllerPort: number) {
  const { mutualPort, trusted, certificate, passwords, reauthenticateMs } = security
  const listeners = [
    `SASL_SSL://127.0.0.1:${brokerPort}`,
    `MUTUAL://127.0.0.1:${mutualPort}`,
    `CONTROLLER://127.0.0.1:${controllerPort}`,
  ].join(',')
  const login = `username="${superUser}" password="${passwords[superUser]}"`
  const known = Object.entries(passwords).map(([user, password]) => `user_${user}="${password}"`)
  const scram = `org.apache.kafka.common.security.scram.ScramLoginModule required ${login};`
  return {
    listeners,
    'advertised.listeners': listeners,
    'listener.security.protocol.map': 'CONTROLLER:PLAINTEXT,SASL_SSL:SASL_SSL,MUTUAL:SSL',
    'inter.broker.listener.name': 'SASL_SSL',
    'sasl.mechanism.inter.broker.protocol': 'SCRAM-SHA-512',
    'sasl.enabled.mechanisms': 'PLAIN,SCRAM-SHA-256,SCRAM-SHA-512',
    'listener.name.sasl_ssl.plain.sasl.jaas.config': `org.apache.kafka.common.security.plain.PlainLoginModule required ${login} ${known.join(' ')};`,
    'listener.name.sasl_ssl.scram-sha-256.sasl.jaas.config': scram,
    'listener.name.sasl_ssl.scram-sha-512.sasl.jaas.config': scram,
    'connections.max.reauth.ms': reauthenticateMs,
    'ssl.keystore.type': 'PEM',
    'ssl.keystore.certificate.chain': certificate.cert,
    'ssl.keystore.key': certificate.key,
    'ssl.truststore.type': 'PEM',
    'ssl.truststore.certificates': trusted,
    'listener.name.mutual.ssl.client.auth': 'required',
    'authorizer.class.name': 'org.apache.kafka.metadata.authorizer.StandardAuthorizer',
    // Nobody is anonymous but the broker itself, on the controller's port.
    'super.users': `User:${superUser};User:ANONYMOUS`,
  }
}

/** What the storage is formatted with, so that users may log in by SCRAM. */
export function toScramArguments({ passwords }: Security): string[] {
  return Object.entries(passwords).flatMap(([user, password]) =>
    ['SCRAM-SHA-256', 'SCRAM-SHA-512'].flatMap((mechanism) => [
      '--add-scram',
      `${mechanism}=[name=${user},password=${password}]`,
    ]),
  )
}
