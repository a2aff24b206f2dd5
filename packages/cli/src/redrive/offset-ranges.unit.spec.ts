import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readRanges, writeRanges } from './offset-ranges.ts'

describe('ranges of offsets', () => {
  it('are short where offsets follow each other', () => {
    expect(writeRanges([3, 4, 5, 6, 7, 9, 12, 13])).toBe('3-7,9,12-13')
    expect(writeRanges([])).toBe('')
  })

  it('read back as the offsets they were written from, in any order and each once', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 60 })), (offsets) => {
        const read = readRanges(writeRanges(offsets)).flatMap(({ first, last }) =>
          Array.from({ length: last - first + 1 }, (_, index) => first + index),
        )

        expect(read).toEqual([...new Set(offsets)].sort((a, b) => a - b))
      }),
    )
  })

  it.each(['7-3', 'all', '1,,2', '-4', '1-2-3'])('refuses %j instead of taking it for nothing', (text) => {
    expect(() => readRanges(text)).toThrow(RangeError)
  })
})
