import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { gatherSends } from './gather-sends.ts'
import { type PlacedRecord, sizeOf } from './record.ts'

const record = fc.record({
  topic: fc.constantFrom('a', 'b'),
  partition: fc.nat({ max: 3 }),
  key: fc.constant('k'),
  value: fc.nat({ max: 300 }).map((length) => Buffer.alloc(length)),
})
const calls: fc.Arbitrary<PlacedRecord[][]> = fc.array(fc.array(record, { maxLength: 8 }), { maxLength: 12 })
const maxBytes = 600
const placeOf = ({ topic, partition }: { topic: string; partition: number }) => `${topic}/${partition}`

describe('gatherSends', () => {
  it('keeps every record once, in order within each partition', () => {
    fc.assert(
      fc.property(calls, (given) => {
        const sent = gatherSends(given, maxBytes).flat()

        for (const place of new Set(given.flat().map(placeOf))) {
          const before = given.flat().filter((one) => placeOf(one) === place)
          const after = sent.filter((part) => placeOf(part) === place).flatMap(({ records }) => records)
          expect(after).toEqual(before)
        }
        expect(sent.flatMap(({ records }) => records)).toHaveLength(given.flat().length)
      }),
    )
  })

  it('gives no partition more than the bound in one send, but for a single record above it, and each once', () => {
    fc.assert(
      fc.property(calls, (given) => {
        for (const send of gatherSends(given, maxBytes)) {
          expect(new Set(send.map(placeOf)).size).toBe(send.length)
          for (const { records } of send) {
            const bytes = records.reduce((sum, one) => sum + sizeOf(one), 0)
            expect(records.length === 1 || bytes <= maxBytes).toBe(true)
          }
        }
      }),
    )
  })

  it('is one send where everything fits', () => {
    expect(gatherSends([[{ topic: 'a', partition: 0, key: null, value: null }]])).toHaveLength(1)
    expect(gatherSends([])).toEqual([])
  })
})
