import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sizeOf } from './record.ts'
import { splitBatches, toTopicMessages } from './split-batches.ts'

const maxBytes = 1_000

const records = fc.array(
  fc.record({
    topic: fc.constantFrom('a', 'b'),
    partition: fc.nat({ max: 2 }),
    key: fc.option(fc.string({ maxLength: 8 })),
    value: fc.option(fc.nat({ max: 1_500 }).map((bytes) => Buffer.alloc(bytes))),
  }),
  { maxLength: 60 },
)

type Placed = { readonly topic: string; readonly partition?: number }

function byPlace<T extends Placed>(records: readonly T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const record of records) {
    const place = `${record.topic}/${record.partition}`
    groups.set(place, [...(groups.get(place) ?? []), record])
  }
  return groups
}

describe('splitBatches', () => {
  it('loses nothing and keeps the order, over the sends as a whole', () => {
    fc.assert(
      fc.property(records, (given) => {
        expect(splitBatches(given, maxBytes).flat()).toEqual(given)
      }),
    )
  })

  it('gives no partition more than the bound in one send, but for a single record above it', () => {
    fc.assert(
      fc.property(records, (given) => {
        for (const send of splitBatches(given, maxBytes)) {
          for (const group of byPlace(send).values()) {
            const bytes = group.reduce((sum, record) => sum + sizeOf(record), 0)
            expect(bytes <= maxBytes || group.length === 1).toBe(true)
          }
        }
      }),
    )
  })

  it('sends partitions together as long as each of them has room', () => {
    const given = ['a', 'b', 'c'].map((topic) => ({ topic, partition: 0, key: null, value: Buffer.alloc(900) }))

    expect(splitBatches(given, maxBytes)).toEqual([given])
  })

  it('makes no send of nothing', () => {
    expect(splitBatches([])).toEqual([])
  })
})

describe('toTopicMessages', () => {
  it('groups by topic and keeps the order within each partition', () => {
    fc.assert(
      fc.property(records, (given) => {
        const grouped = toTopicMessages(given)

        const again = grouped.flatMap(({ topic, messages }) => messages.map((message) => ({ topic, ...message })))
        expect(new Set(grouped.map(({ topic }) => topic)).size).toBe(grouped.length)
        expect(byPlace(again)).toEqual(byPlace<Placed>(given))
      }),
    )
  })

  it('carries headers where there are any', () => {
    const headers = { traceparent: '00-1-2-01' }
    const [group] = toTopicMessages([{ topic: 'a', partition: 0, key: 'k', value: null, headers }])

    expect(group?.messages).toEqual([{ key: 'k', value: null, partition: 0, headers }])
  })
})
