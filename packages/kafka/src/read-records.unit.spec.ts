import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readRecords } from './read-records.ts'
import { encodeRecordBatch } from './record-batch.ts'

type Batch = {
  readonly producerId: bigint
  readonly baseOffset: number
  readonly attributes?: number
  readonly records: ReadonlyArray<{ readonly key: string | null; readonly value: Buffer | null }>
}

/** A batch as the broker stores it: with the offset that it gave, and attributes. */
function stored({ producerId, baseOffset, attributes = 0, records }: Batch): Buffer {
  const stamp = { producerId, producerEpoch: 0, baseSequence: 0, timestamp: Date.UTC(2026, 7, 10) }
  const headers = { traceparent: 'a header, which is stepped over' }
  const batch = encodeRecordBatch(
    records.map((record) => ({ topic: 't', ...record, headers })),
    stamp,
  )
  batch.writeBigInt64BE(BigInt(baseOffset), 0)
  batch.writeInt16BE(attributes, 21)
  return batch
}

const record = (key: string) => ({ key, value: Buffer.from(`value of ${key}`) })
const inTransaction = 0b1_0000
/** The marker at the end of a transaction. */
function marker(producerId: bigint, baseOffset: number, isCommit: boolean): Buffer {
  const key = String.fromCharCode(0, 0, 0, isCommit ? 1 : 0)
  return stored({ producerId, baseOffset, attributes: 0b11_0000, records: [{ key, value: Buffer.alloc(6) }] })
}

const keysOf = (bytes: Buffer, from: number, aborted: Array<{ producerId: bigint; firstOffset: number }> = []) =>
  readRecords(bytes, from, aborted).records.map(({ key }) => key?.toString())

describe('readRecords', () => {
  it('gives keys and values as they were written, nothing and tombstones too', () => {
    const anyText = fc.option(fc.string({ unit: 'grapheme', maxLength: 200 }))
    const anyRecords = fc.array(fc.tuple(anyText, anyText), { minLength: 1, maxLength: 70 })
    fc.assert(
      fc.property(anyRecords, (pairs) => {
        const records = pairs.map(([key, value]) => ({ key, value: value === null ? null : Buffer.from(value) }))
        const bytes = stored({ producerId: -1n, baseOffset: 40, records })

        const read = readRecords(bytes, 40, [])

        expect(read.next).toBe(40 + records.length)
        expect(read.records.map(({ key, value }) => [key?.toString() ?? null, value?.toString() ?? null])).toEqual(
          pairs,
        )
      }),
    )
  })

  it('leaves out what stands before the offset asked for, and a batch that is cut off', () => {
    const first = stored({ producerId: -1n, baseOffset: 0, records: ['a', 'b', 'c'].map(record) })
    const second = stored({ producerId: -1n, baseOffset: 3, records: ['d'].map(record) })
    const bytes = Buffer.concat([first, second.subarray(0, second.length - 1)])

    expect(keysOf(bytes, 2)).toEqual(['c'])
    expect(readRecords(bytes, 2, []).next).toBe(3)
    expect(readRecords(Buffer.alloc(0), 7, [])).toEqual({ records: [], next: 7 })
  })

  it('steps over markers and aborted records, and hides no committed ones', () => {
    const bytes = Buffer.concat([
      stored({ producerId: 7n, baseOffset: 0, attributes: inTransaction, records: [record('no')] }),
      marker(7n, 1, false),
      stored({ producerId: 7n, baseOffset: 2, attributes: inTransaction, records: [record('yes')] }),
      marker(7n, 3, true),
      stored({ producerId: 7n, baseOffset: 4, attributes: inTransaction, records: [record('no')] }),
      stored({ producerId: 8n, baseOffset: 5, attributes: inTransaction, records: [record('other')] }),
      stored({ producerId: 7n, baseOffset: 6, records: [record('plain')] }),
      marker(7n, 7, false),
      marker(8n, 8, true),
    ])
    const aborted = [
      { producerId: 7n, firstOffset: 4 },
      { producerId: 7n, firstOffset: 0 },
    ]

    expect(keysOf(bytes, 0, aborted)).toEqual(['yes', 'other', 'plain'])
    expect(readRecords(bytes, 0, aborted).next).toBe(9)
  })

  it('hides what is left of a transaction that began before the fetch', () => {
    const bytes = Buffer.concat([
      stored({ producerId: 7n, baseOffset: 10, attributes: inTransaction, records: [record('no')] }),
      marker(7n, 11, false),
      stored({ producerId: 7n, baseOffset: 12, attributes: inTransaction, records: [record('yes')] }),
    ])

    expect(keysOf(bytes, 10, [{ producerId: 7n, firstOffset: 2 }])).toEqual(['yes'])
  })

  it('steps over a batch that compaction has emptied', () => {
    const emptied = stored({ producerId: 7n, baseOffset: 0, records: [record('a')] }).subarray(0, 61)
    emptied.writeInt32BE(emptied.length - 12, 8)
    emptied.writeInt32BE(0, 57)
    emptied.writeInt32BE(99, 23)

    expect(readRecords(emptied, 5, [])).toEqual({ records: [], next: 100 })
  })

  it('reads what a broker has compressed with gzip, and refuses what it cannot read', () => {
    const plain = stored({ producerId: -1n, baseOffset: 0, records: ['a', 'b'].map(record) })
    const zipped = Buffer.concat([plain.subarray(0, 61), gzipSync(plain.subarray(61))])
    zipped.writeInt32BE(zipped.length - 12, 8)
    zipped.writeInt16BE(1, 21)
    const other = Buffer.from(plain)
    other.writeInt16BE(4, 21)
    const old = Buffer.from(plain)
    old[16] = 1

    expect(keysOf(zipped, 0)).toEqual(['a', 'b'])
    expect(() => keysOf(other, 0)).toThrow('set compression.type of the topic to producer or gzip')
    expect(() => keysOf(old, 0)).toThrow('Records of format 1 cannot be read')
  })
})
