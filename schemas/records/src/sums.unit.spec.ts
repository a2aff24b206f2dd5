import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addEnd, addSums, fromNote, isBalanced, noSums, toNote } from './sums.ts'

const count = fc.nat({ max: 1_000_000_000 })
const anySums = fc.record({ consumed: count, enriched: count, unchanged: count, deadLettered: count, waiting: count })

describe('sums', () => {
  it('come back from the note that they were written into', () => {
    fc.assert(
      fc.property(anySums, (sums) => {
        expect(fromNote(toNote(sums))).toEqual(sums)
      }),
    )
  })

  it('begin at nothing where no note was ever written', () => {
    expect(fromNote('')).toEqual(noSums)
  })

  it.each(['v2 1 1 0 0 0', 'v1 1 1 0 0', 'v1 -1 0 0 0 0', 'somebody else', 'v1 1 1 0 0 0 '])(
    'refuse a note that is not ours: %j',
    (note) => {
      expect(() => fromNote(note)).toThrow(RangeError)
    },
  )

  it('are balanced whatever ends are added one by one', () => {
    const end = fc.constantFrom('enriched', 'unchanged', 'dead-lettered', 'waiting')
    fc.assert(
      fc.property(fc.array(end), (ends) => {
        const sums = ends.reduce(addEnd, noSums)

        expect(isBalanced(sums)).toBe(true)
        expect(sums.consumed).toBe(ends.length)
      }),
    )
  })

  it('are not balanced when an end is missing', () => {
    expect(isBalanced({ ...addEnd(noSums, 'enriched'), consumed: 2 })).toBe(false)
  })

  it('of several tasks add up field by field', () => {
    const one = { consumed: 3, enriched: 1, unchanged: 0, deadLettered: 1, waiting: 1 }

    expect(addSums([one, noSums, one])).toEqual({ consumed: 6, enriched: 2, unchanged: 0, deadLettered: 2, waiting: 2 })
  })
})
