import { describe, expect, it } from 'vitest'
import { toLag } from './to-lag.ts'

const task = (committed: Record<string, number>) => ({ committed: (topic: string) => committed[topic] })

describe('toLag', () => {
  it('sums over the tasks what is not committed yet, by topic', () => {
    const tasks = new Map([
      [0, task({ a: 10, b: 5 })],
      [1, task({ a: 0, b: 7 })],
    ])
    const ends = new Map([
      ['a/0', 15],
      ['a/1', 20],
      ['b/0', 5],
    ])

    expect(toLag(['a', 'b'], tasks, ends)).toEqual(
      new Map([
        ['a', 25],
        ['b', 0],
      ]),
    )
  })

  it('counts nothing of a task that is being opened, nor of one that is not ours any more', () => {
    const ends = new Map([
      ['a/0', 15],
      ['a/7', 15],
    ])

    expect(toLag(['a'], new Map([[0, task({})]]), ends)).toEqual(new Map([['a', 0]]))
  })

  it('is never below zero, though a commit may be ahead of the last fetch', () => {
    expect(toLag(['a'], new Map([[0, task({ a: 20 })]]), new Map([['a/0', 15]]))).toEqual(new Map([['a', 0]]))
  })
})
