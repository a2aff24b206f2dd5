import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fromWire, toWire } from './wire.ts'

const wireError = expect.objectContaining({ code: 'avro.wire', retriable: false })

describe('wire format', () => {
  it('is byte 0, the schema id as four bytes big-endian, and the payload', () => {
    expect(toWire(0x01020304, Buffer.from([9, 8])).toString('hex')).toBe('00010203040908')
  })

  it('gives back the id and payload of any record', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 0x7fffffff }), fc.uint8Array(), (schemaId, bytes) => {
        const payload = Buffer.from(bytes)

        expect(fromWire(toWire(schemaId, payload))).toEqual({ schemaId, payload })
      }),
    )
  })

  it.each(['', '00', '00000000'])('refuses "%s", which is shorter than the header', (hex) => {
    expect(() => fromWire(Buffer.from(hex, 'hex'))).toThrow(wireError)
  })

  it('refuses what another serializer wrote', () => {
    expect(() => fromWire(Buffer.from('{"id":"a"}'))).toThrow(wireError)
  })

  it('refuses a negative schema id', () => {
    expect(() => fromWire(Buffer.from('00ffffffff', 'hex'))).toThrow(wireError)
  })

  it.each([-1, 1.5, NaN, 2 ** 31])('writes no schema id %s', (schemaId) => {
    expect(() => toWire(schemaId, Buffer.alloc(0))).toThrow(wireError)
  })
})
