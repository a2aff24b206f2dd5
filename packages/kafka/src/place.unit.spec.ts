import { describe, expect, it } from 'vitest'
import { partitionOf } from './partition.ts'
import { place } from './place.ts'

const twelve = () => 12
const record = { topic: 't', key: 'lane', value: null }

describe('place', () => {
  it('puts a record where its key belongs', () => {
    expect(place(record, twelve).partition).toBe(partitionOf('lane', 12))
  })

  it('puts a record where it says, whatever its key', () => {
    expect(place({ ...record, partition: 11 }, twelve).partition).toBe(11)
  })

  it('puts a record without a key into partition 0, so that a retry cannot move it', () => {
    expect(place({ ...record, key: null }, twelve).partition).toBe(0)
  })

  it.each([12, -1, 1.5])('refuses partition %d of 12, which kafkajs would drop in silence', (partition) => {
    expect(() => place({ ...record, partition }, twelve)).toThrow(RangeError)
  })
})
