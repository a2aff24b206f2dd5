import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeDecimal, encodeDecimal, toDecimal } from './decimal.ts'

const exact = (text: string) => ({ text, isRounded: false })
const rounded = (text: string) => ({ text, isRounded: true })
const code = (value: string) => expect.objectContaining({ code: value })

/** Unscaled values of 28 digits and their text, made by other means than the code under test. */
const unscaled = fc.bigInt(-(10n ** 28n) + 1n, 10n ** 28n - 1n)
const textOf = (value: bigint): string => {
  const sign = value < 0n ? '-' : ''
  const magnitude = value < 0n ? -value : value
  const fraction = (magnitude % 100_000_000n).toString().padStart(8, '0')
  return `${sign}${magnitude / 100_000_000n}.${fraction}`.replace(/\.?0+$/, '')
}

describe('toDecimal', () => {
  it.each([
    [12.1, '12.1'],
    [-0.01, '-0.01'],
    [1e-7, '0.0000001'],
    [-3700, '-3700'],
    [123456789012.34, '123456789012.34'],
    [0, '0'],
    [-0, '0'],
    [0.1 + 0.2 - 0.3 + 1e19, '10000000000000000000'],
    [1.5e-7, '0.00000015'],
    ['1e19', '10000000000000000000'],
    ['1.20', '1.2'],
    ['-0.00', '0'],
    ['007.5', '7.5'],
    ['12E-1', '1.2'],
    ['99999999999999999999.99999999', '99999999999999999999.99999999'],
  ])('reads %s as %s, exactly', (value, text) => {
    expect(toDecimal(value)).toEqual(exact(text))
  })

  it.each([
    ['0.000000005', '0'],
    ['0.000000015', '0.00000002'],
    ['0.0000000050000001', '0.00000001'],
    ['-0.000000025', '-0.00000002'],
    ['-0.0000000251', '-0.00000003'],
    ['1.999999999', '2'],
    ['1e-400', '0'],
    ['1e-999999999', '0'],
    [1e-9, '0'],
    [5e-324, '0'],
    [0.1 + 0.2, '0.3'],
    [1 / 3, '0.33333333'],
  ])('rounds %s half to even, to %s, and says so', (value, text) => {
    expect(toDecimal(value)).toEqual(rounded(text))
  })

  it.each([NaN, Infinity, -Infinity, '', ' 1', '1 ', '+1', '.5', '5.', '1,5', '0x10', 'abc', '--1', '1e', '1\n'])(
    'refuses %j, which is no JSON number',
    (value) => {
      expect(() => toDecimal(value)).toThrow(code('avro.decimal'))
    },
  )

  it.each([1e20, 1e21, -1e300, '100000000000000000000', '99999999999999999999.999999999', '1e999999999'])(
    'refuses %s, which needs more than 28 digits',
    (value) => {
      expect(() => toDecimal(value)).toThrow(code('avro.decimal'))
    },
  )

  it('says nothing of the value it refuses', () => {
    expect(() => toDecimal('secret')).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining('secret') }),
    )
  })

  it('keeps every number of at most 8 decimals as BigInt arithmetic has it', () => {
    fc.assert(
      fc.property(unscaled, (value) => {
        expect(toDecimal(textOf(value))).toEqual(exact(textOf(value)))
      }),
    )
  })

  it('rounds as BigInt arithmetic does, wherever the exponent puts the point', () => {
    const beyond = fc.bigInt(0n, 10n ** 28n)
    fc.assert(
      fc.property(beyond, fc.integer({ min: 9, max: 40 }), fc.boolean(), (digits, decimals, isNegative) => {
        const divisor = 10n ** BigInt(decimals - 8)
        const [floor, rest] = [digits / divisor, digits % divisor]
        const isUp = rest * 2n > divisor || (rest * 2n === divisor && floor % 2n === 1n)
        const value = isUp ? floor + 1n : floor

        const decimal = toDecimal(`${isNegative ? '-' : ''}${digits}e-${decimals}`)

        expect(decimal).toEqual({ text: textOf(isNegative ? -value : value), isRounded: rest !== 0n })
      }),
    )
  })

  it('reads any double by its shortest text', () => {
    const double = fc.double({ min: -1e19, max: 1e19, noNaN: true })
    fc.assert(
      fc.property(double, (value) => {
        expect(toDecimal(value)).toEqual(toDecimal(String(value)))
        expect(Math.abs(Number(toDecimal(value).text) - value)).toBeLessThanOrEqual(
          0.5000001e-8 + Math.abs(value) * 1e-15,
        )
      }),
    )
  })
})

describe('encodeDecimal', () => {
  it.each([
    ['0', '00'],
    ['-0', '00'],
    ['0.00000001', '01'],
    ['-0.00000001', 'ff'],
    ['0.00000127', '7f'],
    ['0.00000128', '0080'],
    ['-0.00000128', '80'],
    ['-0.00000129', 'ff7f'],
    ['0.00032767', '7fff'],
    ['0.00032768', '008000'],
    ['1', '05f5e100'],
    ['12.10', '481f2280'],
    ['99999999999999999999.99999999', '204fce5e3e2502610fffffff'],
  ])('writes %s in as few bytes as two’s complement needs: %s', (text, hex) => {
    expect(encodeDecimal(text).toString('hex')).toBe(hex)
  })

  it.each(['', '1e2', '1.123456789', 'x', '.5', '1.', '100000000000000000000'])('refuses %j', (text) => {
    expect(() => encodeDecimal(text)).toThrow(code('avro.decimal'))
  })

  it('is undone by decodeDecimal', () => {
    fc.assert(
      fc.property(unscaled, (value) => {
        expect(decodeDecimal(encodeDecimal(textOf(value)))).toBe(textOf(value))
      }),
    )
  })

  it('is the big-endian two’s complement of the value times 10^8, with no byte too many', () => {
    fc.assert(
      fc.property(fc.oneof(unscaled, fc.bigInt(-70_000n, 70_000n)), (value) => {
        const bytes = encodeDecimal(textOf(value))

        expect(BigInt.asIntN(bytes.length * 8, BigInt(`0x${bytes.toString('hex')}`))).toBe(value)
        const shorter = 8 * (bytes.length - 1)
        expect(bytes.length === 1 || BigInt.asIntN(shorter, value) !== value).toBe(true)
      }),
    )
  })
})

describe('decodeDecimal', () => {
  it('bears a sign written in more bytes than needed', () => {
    expect(decodeDecimal(Buffer.from('ffffffffffffffffff', 'hex'))).toBe('-0.00000001')
    expect(decodeDecimal(Buffer.from('000000000000000001', 'hex'))).toBe('0.00000001')
  })

  it.each(['', '204fce5e3e25026110000000', 'dfb031a1c1dafd9ef0000000', '7f'.repeat(40)])(
    'refuses the bytes "%s"',
    (hex) => {
      expect(() => decodeDecimal(Buffer.from(hex, 'hex'))).toThrow(code('avro.decimal'))
    },
  )
})
