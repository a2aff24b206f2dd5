import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { threadOf } from './thread-of.ts'

describe('threadOf', () => {
  it.each([
    ['{"Id":"m","MessageThreadId":"t"}', 't'],
    ['{"Id":"m","ThreadId":"t"}', 't'],
    ['{"Id":"m","MessageThreadId":null,"ThreadId":"t"}', 't'],
    ['{"Id":"m"}', undefined],
    ['{"Id":"m","MessageThreadId":""}', undefined],
    ['{"Id":"m","MessageThreadId":7}', undefined],
    ['[]', undefined],
    ['null', undefined],
    ['"MessageThreadId"', undefined],
    ['{"Id":', undefined],
    ['', undefined],
  ])('of %s is %s', (value, thread) => {
    expect(threadOf(value)).toBe(thread)
  })

  it('never throws', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (value) => void threadOf(value)),
      { seed: 1 },
    )
  })
})
