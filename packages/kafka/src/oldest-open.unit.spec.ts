import { describe, expect, it } from 'vitest'
import { createOldestOpen } from './oldest-open.ts'

const record = (topic: string, offset: number) => ({
  topic,
  partition: 0,
  offset,
  key: null,
  value: null,
  timestamp: offset * 10,
})

describe('the oldest open record', () => {
  it('is the first of what was taken, in each topic', () => {
    const oldest = createOldestOpen()

    oldest.took([record('a', 5), record('a', 6), record('b', 9)])

    expect(oldest.of('a')).toBe(50)
    expect(oldest.of('b')).toBe(90)
    expect(oldest.of('c')).toBeUndefined()
  })

  it('stays while its turn is not committed, whatever is taken after it', () => {
    const oldest = createOldestOpen()

    oldest.took([record('a', 5), record('a', 6)])
    oldest.took([record('a', 7)])

    expect(oldest.of('a')).toBe(50)
  })

  it('is the first of the next turn once its own is committed, and none when all are', () => {
    const oldest = createOldestOpen()
    oldest.took([record('a', 5), record('a', 6)])
    oldest.took([record('a', 7)])

    oldest.committed('a', 7)
    const next = oldest.of('a')
    oldest.committed('a', 8)

    expect(next).toBe(70)
    expect(oldest.of('a')).toBeUndefined()
  })

  it('is not touched by a commit of another topic', () => {
    const oldest = createOldestOpen()
    oldest.took([record('a', 5)])

    oldest.committed('b', 100)

    expect(oldest.of('a')).toBe(50)
  })
})
