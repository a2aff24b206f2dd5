import { describe, expect, it } from 'vitest'
import { KafkaError } from './errors.ts'

describe('KafkaError', () => {
  it.each([
    ['kafka.publish-full', true],
    ['kafka.publish-failed', true],
    ['kafka.task-lost', true],
    ['kafka.topics', false],
    ['kafka.consumer-stopped', false],
    ['kafka.another-group', false],
    ['kafka.offset-out-of-range', false],
  ] as const)('says of %s whether the same call may succeed later: %s', (code, retriable) => {
    expect(new KafkaError(code, 'text')).toMatchObject({ code, retriable })
  })
})
