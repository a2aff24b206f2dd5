import { describe, expect, it } from 'vitest'
import { isHopeless } from './is-hopeless.ts'

const typed = (type: string, cause?: unknown) => Object.assign(new Error(type, { cause }), { type })

describe('an error of the brokers', () => {
  it.each([
    typed('MESSAGE_TOO_LARGE'),
    typed('TRANSACTIONAL_ID_AUTHORIZATION_FAILED'),
    typed('TOPIC_AUTHORIZATION_FAILED'),
    new Error('wrapped', { cause: typed('RECORD_LIST_TOO_LARGE') }),
    new TypeError('a fault of the program'),
    'no error at all',
  ])('is hopeless when trying again changes nothing: %s', (error) => {
    expect(isHopeless(error)).toBe(true)
  })

  it.each([
    typed('INVALID_PRODUCER_EPOCH'),
    typed('CONCURRENT_TRANSACTIONS'),
    typed('NOT_COORDINATOR_FOR_GROUP'),
    new Error('Connection error: ECONNREFUSED'),
    new Error('wrapped', { cause: new Error('socket closed') }),
  ])('is not hopeless when it may pass: %s', (error) => {
    expect(isHopeless(error)).toBe(false)
  })
})
