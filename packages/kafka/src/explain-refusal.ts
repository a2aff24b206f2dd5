import { KafkaError } from './errors.ts'

/** Whose login may be refused. */
export type Login = { readonly username: string; readonly mechanism: string }

/**
 * What a refusal by the brokers, or of theirs by us, means to the operator; undefined for an error that is none: brokers
 * that are away are an outage, which passes. Pure.
 */
export function explainRefusal(error: unknown, login: Login | undefined): KafkaError | undefined {
  for (const cause of causesOf(error)) {
    const text = explainLogin(cause, login) ?? explainCertificate(cause)
    if (text !== undefined) return new KafkaError('kafka.refused', text, cause)
  }
  return undefined
}

/** Whether the brokers do not allow their user what was asked. */
export function isNotAllowed(error: unknown): boolean {
  return causesOf(error).some((cause) => /_AUTHORIZATION_FAILED$/.test(String(fieldOf(cause, 'type'))))
}

function explainLogin(error: Error, login: Login | undefined): string | undefined {
  const isLogin =
    error.name === 'KafkaJSSASLAuthenticationError' ||
    /^SASL_|_SASL_|^ILLEGAL_SASL/.test(String(fieldOf(error, 'type')))
  if (!isLogin) return undefined
  const who = login === undefined ? 'us' : `user ${login.username} by ${login.mechanism}`
  return `The brokers refuse to log in ${who}: correct KAFKA_SASL_MECHANISM, KAFKA_SASL_USERNAME and KAFKA_SASL_PASSWORD`
}

function explainCertificate(error: Error): string | undefined {
  const code = String(fieldOf(error, 'code'))
  const broker = `the certificate of broker ${String(fieldOf(error, 'broker') ?? 'unknown')}`
  if (/ALERT.*(CERTIFICATE|UNKNOWN_CA|DECRYPT|ACCESS)/.test(code)) {
    return 'The brokers do not take our certificate: set KAFKA_SSL_CERT_FILE and KAFKA_SSL_KEY_FILE to one that they trust'
  }
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') {
    return `Refused ${broker}: it is for another name. KAFKA_BROKERS must name brokers as their certificates do`
  }
  if (code === 'CERT_HAS_EXPIRED') return `Refused ${broker}: it has expired. Renew it`
  if (code === 'CERT_NOT_YET_VALID') return `Refused ${broker}: it is not valid yet. Look at the clocks`
  if (/SELF_SIGNED|UNABLE_TO_|^CERT_/.test(code)) {
    return `Refused ${broker}: it is not signed by whom we trust. Name its authority's certificate by KAFKA_SSL_CA_FILE`
  }
  return undefined
}

/** An error and what brought it about, outermost first. */
function causesOf(error: unknown, depth = 5): Error[] {
  if (!(error instanceof Error) || depth === 0) return []
  const inner = error instanceof AggregateError ? error.errors : [error.cause, fieldOf(error, 'originalError')]
  return [error, ...inner.flatMap((cause: unknown) => causesOf(cause, depth - 1))]
}

function fieldOf(error: Error, name: string): unknown {
  return Object.getOwnPropertyDescriptor(error, name)?.value
}
