import fc from 'fast-check'
import { Partitioners } from 'kafkajs'
import { describe, expect, it } from 'vitest'
import { partitionOf } from './partition.ts'

const partitioner = Partitioners.DefaultPartitioner()

function byKafkajs(key: string, partitions: number): number {
  const partitionMetadata = Array.from({ length: partitions }, (_, partitionId) => ({
    partitionErrorCode: 0,
    partitionId,
    leader: 0,
    replicas: [0],
    isr: [0],
  }))
  return partitioner({ topic: 'any', partitionMetadata, message: { key, value: null } })
}

describe('partitionOf', () => {
  it('agrees with the partitioner of kafkajs on any key', () => {
    const keys = fc.oneof(fc.string({ unit: 'binary', maxLength: 64 }), fc.uuid(), fc.string({ maxLength: 9 }))
    fc.assert(
      fc.property(keys, fc.integer({ min: 1, max: 100 }), (key, partitions) => {
        expect(partitionOf(key, partitions)).toBe(byKafkajs(key, partitions))
      }),
      { numRuns: 1_000 },
    )
  })

  // Taken from the tests of Kafka's Java client (UtilsTest.testMurmur2): hash with its sign bit cleared, modulo 1000.
  it.each([
    ['21', -973932308],
    ['foobar', -790332482],
    ['a-little-bit-long-string', -985981536],
    ['a-little-bit-longer-string', -1486304829],
    ['lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8', -58897971],
    ['abc', 479470107],
  ])('agrees with the Java client on %j', (key, hash) => {
    expect(partitionOf(key, 1_000)).toBe((hash & 0x7fffffff) % 1_000)
  })
})
