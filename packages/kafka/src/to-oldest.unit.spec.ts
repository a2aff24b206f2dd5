import { describe, expect, it } from 'vitest'
import { toOldest } from './to-oldest.ts'

const task = (ages: Readonly<Record<string, number>>) => ({ oldest: (topic: string) => ages[topic] })

describe('toOldest', () => {
  it('takes the oldest of all tasks for each topic, and leaves out topics of which all has ended', () => {
    const oldest = toOldest(['a', 'b', 'c'], [task({ a: 30, b: 5 }), task({ a: 10 })])

    expect([...oldest]).toEqual([
      ['a', 10],
      ['b', 5],
    ])
  })
})
