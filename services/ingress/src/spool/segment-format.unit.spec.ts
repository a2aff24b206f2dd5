import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeSegment, encodeEntries, MAGIC, toEntryBytes } from './segment-format.ts'

const payload = fc.uint8Array({ minLength: 1, maxLength: 40 }).map((bytes) => Buffer.from(bytes))
const somePayloads = fc.array(payload, { minLength: 1, maxLength: 6 })

const toFile = (payloads: readonly Buffer[]) => Buffer.concat([MAGIC, encodeEntries(payloads)])

/** How many entries end at or before the byte. */
function countWhole(payloads: readonly Buffer[], bytes: number): number {
  let end = MAGIC.byteLength
  return payloads.filter((each) => {
    end += toEntryBytes(each)
    return end <= bytes
  }).length
}

describe('the format of a segment', () => {
  it('gives back what was written, in one group or in several', () => {
    fc.assert(
      fc.property(somePayloads, somePayloads, (first, second) => {
        const file = Buffer.concat([toFile(first), encodeEntries(second)])

        expect(decodeSegment(file)).toEqual({ payloads: [...first, ...second], damagedAt: undefined })
      }),
    )
  })

  it('gives every whole entry and nothing else, at whatever byte the file is cut', () => {
    fc.assert(
      fc.property(somePayloads, (payloads) => {
        const file = toFile(payloads)
        for (let bytes = 0; bytes <= file.byteLength; bytes += 1) {
          const { payloads: read, damagedAt } = decodeSegment(file.subarray(0, bytes))
          expect(read).toEqual(payloads.slice(0, countWhole(payloads, bytes)))
          expect(damagedAt).toBeUndefined()
        }
      }),
      { numRuns: 30 },
    )
  })

  it('takes a tail of zeros for one that was never written', () => {
    fc.assert(
      fc.property(somePayloads, fc.nat(300), (payloads, zeros) => {
        const file = Buffer.concat([toFile(payloads), Buffer.alloc(zeros)])

        expect(decodeSegment(file)).toEqual({ payloads, damagedAt: undefined })
      }),
    )
    expect(decodeSegment(Buffer.alloc(100))).toEqual({ payloads: [], damagedAt: undefined })
  })

  it('notices each flipped byte, those of a length too, and gives the entries before it', () => {
    fc.assert(
      fc.property(somePayloads, fc.nat(), fc.integer({ min: 1, max: 255 }), (payloads, place, flip) => {
        const file = toFile(payloads)
        const at = place % file.byteLength
        file.writeUInt8(file.readUInt8(at) ^ flip, at)

        const { payloads: read, damagedAt } = decodeSegment(file)

        expect(read).toEqual(at < MAGIC.byteLength ? [] : payloads.slice(0, countWhole(payloads, at)))
        expect(damagedAt).toBe(at < MAGIC.byteLength ? 0 : toFile(read).byteLength)
      }),
      { numRuns: 500 },
    )
  })

  it('takes no payload without a byte', () => {
    expect(() => encodeEntries([Buffer.alloc(0)])).toThrow(RangeError)
  })
})
