import { describe, expect, it } from 'vitest'
import { toRows } from './to-rows.ts'

const committed = new Map([
  ['a', { offset: 5, note: 'five' }],
  ['b', { offset: 7, note: 'seven' }],
  ['control', { offset: 1, note: '' }],
])
/** Two markers stand behind the records before 7, and behind those before 1. */
const past = (_topic: string, offset: number) => (offset === 7 || offset === 1 ? offset + 2 : offset)

describe('the rows of a commit', () => {
  it('go behind the markers that follow, with the note of the turn', () => {
    const progress = new Map([['a', { offset: 7, note: 'new' }]])

    expect(toRows(progress, new Map(), past)).toEqual([{ topic: 'a', offset: 9, note: 'new' }])
  })

  it('bring topics along of which the turn has nothing, where markers follow and something was committed', () => {
    const progress = new Map([['a', { offset: 6, note: 'new' }]])

    expect(toRows(progress, committed, past)).toEqual([
      { topic: 'a', offset: 6, note: 'new' },
      { topic: 'b', offset: 9, note: 'seven' },
    ])
  })

  it('are none where nothing follows', () => {
    expect(toRows(new Map(), committed, (_topic, offset) => offset)).toEqual([])
  })
})
