import type { InputRecord } from '@bellhop/kafka'
import { describe, expect, it } from 'vitest'
import { othersWait } from './others-wait.ts'

const lanes = new Map([['mine', undefined]])
const headsOf = (...keys: string[]) => {
  const head: InputRecord = { topic: 't', partition: 0, offset: 0, key: keys[0] ?? null, value: null, timestamp: 0 }
  return [{ head, keys: new Set(keys) }]
}

describe('othersWait', () => {
  it('is true for records of a lane that has no part in the turn', () => {
    expect(othersWait(headsOf('other'), lanes, () => true)).toBe(true)
  })

  it('is true for those behind records of our own', () => {
    expect(othersWait(headsOf('mine', 'other'), lanes, () => true)).toBe(true)
  })

  it('is false for our own records, and for none', () => {
    expect(othersWait(headsOf('mine'), lanes, () => true)).toBe(false)
    expect(othersWait([], lanes, () => true)).toBe(false)
  })

  it('is false while they are not due', () => {
    expect(othersWait(headsOf('other'), lanes, () => false)).toBe(false)
  })
})
