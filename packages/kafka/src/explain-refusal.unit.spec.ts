import { describe, expect, it } from 'vitest'
import { explainRefusal, isNotAllowed } from './explain-refusal.ts'

const error = (fields: object, cause?: unknown) => Object.assign(new Error('as the library says it', { cause }), fields)
const login = { username: 'enricher', mechanism: 'plain' }

describe('a refusal of the brokers', () => {
  it.each([
    [error({ name: 'KafkaJSSASLAuthenticationError' }), 'user enricher by plain: correct KAFKA_SASL_MECHANISM'],
    [error({ type: 'UNSUPPORTED_SASL_MECHANISM' }), 'KAFKA_SASL_MECHANISM'],
    [
      error({ code: 'SELF_SIGNED_CERT_IN_CHAIN', broker: 'one:9093' }),
      'broker one:9093: it is not signed by whom we trust',
    ],
    [error({ code: 'ERR_TLS_CERT_ALTNAME_INVALID' }), 'it is for another name'],
    [error({ code: 'CERT_HAS_EXPIRED' }), 'it has expired'],
    [error({ code: 'CERT_NOT_YET_VALID' }), 'Look at the clocks'],
    [error({ code: 'ERR_SSL_SSLV3_ALERT_BAD_CERTIFICATE' }), 'set KAFKA_SSL_CERT_FILE and KAFKA_SSL_KEY_FILE'],
    [error({ name: 'KafkaJSNumberOfRetriesExceeded' }, error({ code: 'CERT_HAS_EXPIRED' })), 'it has expired'],
  ])('is told with what to do: %s', (given, text) => {
    const explained = explainRefusal(given, login)

    expect(explained?.code).toBe('kafka.refused')
    expect(explained?.message).toContain(text)
  })

  it.each([
    error({ code: 'ECONNREFUSED' }),
    error({ name: 'KafkaJSConnectionClosedError' }),
    error({ type: 'GROUP_COORDINATOR_NOT_AVAILABLE' }),
    'no error at all',
  ])('is not what passes by itself: %s', (given) => {
    expect(explainRefusal(given, login)).toBeUndefined()
  })

  it('is to allow what was asked, wherever in the causes it stands', () => {
    expect(isNotAllowed(error({}, error({ type: 'GROUP_AUTHORIZATION_FAILED' })))).toBe(true)
    expect(isNotAllowed(error({}, error({ type: 'FENCED_INSTANCE_ID' })))).toBe(false)
  })
})
