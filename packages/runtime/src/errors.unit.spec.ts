import { describe, expect, it } from 'vitest'
import { describeError } from './errors.ts'

describe('an error in words', () => {
  it('says its causes, each once', () => {
    const refused = new Error('connect ECONNREFUSED 127.0.0.1:1')

    expect(describeError(new Error('no broker answers', { cause: refused }))).toBe(
      'no broker answers (connect ECONNREFUSED 127.0.0.1:1)',
    )
    expect(describeError(new AggregateError([refused, new Error('timed out')], 'no broker answers'))).toBe(
      'no broker answers (connect ECONNREFUSED 127.0.0.1:1; timed out)',
    )
  })

  it('leaves out a cause whose text it holds already', () => {
    const refused = new Error('Connection error: connect ECONNREFUSED 127.0.0.1:1')
    const again = new Error('Connection error: connect ECONNREFUSED 127.0.0.1:1', { cause: refused })

    expect(describeError(new Error(`Given up: ${again.message}`, { cause: again }))).toBe(
      'Given up: Connection error: connect ECONNREFUSED 127.0.0.1:1',
    )
  })
})
