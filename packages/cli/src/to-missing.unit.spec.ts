import { describe, expect, it } from 'vitest'
import { toMissing } from './to-missing.ts'

describe('what is said of topics that are missing', () => {
  it('is nothing where all are there', () => {
    expect(toMissing(['a.x'], ['a.x', 'a.y'], 'a')).toBeUndefined()
  })

  it('is how many, what to do, and the first of them', () => {
    expect(toMissing(['a.x', 'a.y'], ['a.y'], 'a')).toBe(
      '1 topic under prefix a is missing: check TOPIC_PREFIX, or bellhop topics apply. Missing: a.x',
    )
    expect(toMissing(['1', '2', '3', '4', '5', '6', '7'], [], 'a')).toBe(
      '7 topics under prefix a are missing: check TOPIC_PREFIX, or bellhop topics apply. Missing: 1, 2, 3, 4, 5 and 2 more',
    )
  })
})
