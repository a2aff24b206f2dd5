import { describe, expect, it } from 'vitest'
import { findUnacknowledged } from './check-acks.ts'

const record = (topic: string, partition: number) => ({ topic, partition, key: null, value: null })

describe('findUnacknowledged', () => {
  const send = [record('a', 0), record('a', 0), record('a', 1), record('b', 0)]

  it('finds nothing when every partition is named', () => {
    const acks = [
      { topicName: 'b', partition: 0 },
      { topicName: 'a', partition: 1 },
      { topicName: 'a', partition: 0 },
    ]

    expect(findUnacknowledged(send, acks)).toEqual([])
  })

  it('names the partitions that the client forgot', () => {
    expect(findUnacknowledged(send, [{ topicName: 'a', partition: 0 }])).toEqual(['a/1', 'b/0'])
  })
})
