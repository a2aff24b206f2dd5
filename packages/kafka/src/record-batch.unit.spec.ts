import fc from 'fast-check'
import Record from 'kafkajs/src/protocol/recordBatch/record/v0/index.js'
import { RecordBatch } from 'kafkajs/src/protocol/recordBatch/v0/index.js'
import Long from 'kafkajs/src/utils/long.js'
import { describe, expect, it } from 'vitest'
import type { OutgoingRecord } from './record.ts'
import { encodeRecordBatch, followSequence } from './record-batch.ts'

const bytes = fc.uint8Array({ maxLength: 300 }).map((array) => Buffer.from(array))
const text = fc.string({ unit: 'binary', maxLength: 40 })
const record: fc.Arbitrary<OutgoingRecord> = fc.record(
  {
    topic: fc.constant('t'),
    key: fc.option(fc.oneof(fc.constantFrom('lane', 'été', ''), text)),
    value: fc.option(bytes),
    headers: fc.dictionary(fc.constantFrom('traceparent', 'x', 'é'), text),
  },
  { requiredKeys: ['topic', 'key', 'value'] },
)
const stamp = fc.record({
  producerId: fc.bigInt({ min: 0n, max: 2n ** 53n }),
  producerEpoch: fc.nat({ max: 32_767 }),
  baseSequence: fc.nat({ max: 2 ** 31 - 1 }),
  timestamp: fc.integer({ min: 0, max: 2 ** 43 }),
  isTransactional: fc.boolean(),
})

describe('encodeRecordBatch', () => {
  it('makes the bytes that kafkajs makes, whatever the records', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(record, { minLength: 1, maxLength: 200 }), stamp, async (records, by) => {
        const theirs = await RecordBatch({
          records: records.map(({ key, value, headers }, offsetDelta) => Record({ key, value, headers, offsetDelta })),
          firstTimestamp: by.timestamp,
          maxTimestamp: by.timestamp,
          producerId: Long.fromValue(by.producerId.toString()),
          producerEpoch: by.producerEpoch,
          firstSequence: by.baseSequence,
          lastOffsetDelta: records.length - 1,
          transactional: by.isTransactional,
        })

        const ours = encodeRecordBatch(records, by)

        // kafkajs writes the batch behind its offset and its length, which it counts from there on.
        expect(ours.equals(theirs.buffer)).toBe(true)
      }),
    )
  })

  it('makes them of large values too', () => {
    const value = Buffer.alloc(1_500_000, 'x')

    const batch = encodeRecordBatch([{ topic: 't', key: 'k', value }], {
      producerId: 1n,
      producerEpoch: 0,
      baseSequence: 0,
      timestamp: 0,
    })

    expect(batch.includes(value)).toBe(true)
    expect(batch.readInt32BE(8)).toBe(batch.length - 12)
  })
})

describe('followSequence', () => {
  it('begins again at 0 after the largest 32-bit integer, in the midst of a batch too', () => {
    expect(followSequence(0, 5)).toBe(5)
    expect(followSequence(2 ** 31 - 3, 2)).toBe(2 ** 31 - 1)
    expect(followSequence(2 ** 31 - 1, 1)).toBe(0)
    expect(followSequence(2 ** 31 - 3, 10)).toBe(7)
  })
})
