import { AvroError } from './errors.ts'

/** Digits after the point in every decimal of ours. */
export const DECIMAL_SCALE = 8
/** Digits in all, the eight after the point included. */
export const DECIMAL_PRECISION = 28

const NUMBER = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d{1,9}))?$/
const PLAIN = /^(-?)(\d+)(?:\.(\d{1,8}))?$/
const LIMIT = 10n ** BigInt(DECIMAL_PRECISION)
/** 28 digits need 12 bytes; writers that pad the sign get some room. */
const LONGEST_BYTES = 32
/** So many digits fit six bytes, whatever they are: 999,999.99999999 of any currency. */
const SHORT_DIGITS = 14
/** Below this a number has at most 20 digits before the point, and `String` writes them without an exponent. */
const WHOLE_LIMIT = 1e20

/**
 * The exact decimal that a JSON number stands for: plain text, no exponent, no trailing zeros.
 *
 * A number is read by its shortest text, so 12.1 is "12.1" and not the double nearest to it. More than 8 digits after
 * the point are rounded half to even, and `isRounded` says so.
 *
 * @throws AvroError `avro.decimal` for what is no number, and for more than 28 digits (20 before the point).
 */
export function toDecimal(value: number | string): { readonly text: string; readonly isRounded: boolean } {
  const given = String(value)
  // Nearly every number: its shortest text already is the plain decimal.
  if (typeof value === 'number' && Math.abs(value) < WHOLE_LIMIT && PLAIN.test(given)) {
    return { text: given, isRounded: false }
  }
  const match = NUMBER.exec(given)
  if (!match) throw new AvroError('avro.decimal', 'Not a decimal number: expected JSON number text')
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = match

  const digits = (whole + fraction).replace(/^0+/, '')
  if (digits === '') return { text: '0', isRounded: false }
  const shift = Number(exponent) - fraction.length + DECIMAL_SCALE
  if (digits.length + shift > DECIMAL_PRECISION) throw tooLong()

  const { unscaled, isRounded } = toUnscaled(digits, shift)
  if (unscaled >= LIMIT) throw tooLong()
  return { text: fromUnscaled(sign === '-' ? -unscaled : unscaled), isRounded }
}

/**
 * The bytes of an Avro decimal(28,8): two's complement, big-endian, as short as it can be.
 *
 * @param text - plain text, at most 8 digits after the point, as `toDecimal` gives it.
 * @throws AvroError `avro.decimal` for anything else.
 */
export function encodeDecimal(text: string): Buffer {
  const match = PLAIN.exec(text)
  if (!match) throw new AvroError('avro.decimal', 'Not plain decimal text with at most 8 digits after the point')
  const [, sign = '', whole = '', fraction = ''] = match

  const digits = whole + fraction.padEnd(DECIMAL_SCALE, '0')
  if (digits.length <= SHORT_DIGITS) return encodeShort(sign === '-' ? -Number(digits) : Number(digits))
  const unscaled = BigInt(digits)
  if (unscaled >= LIMIT) throw tooLong()
  return encodeInteger(sign === '-' ? -unscaled : unscaled)
}

/**
 * The text of an Avro decimal(28,8).
 *
 * @throws AvroError `avro.decimal` for no bytes, and for more than 28 digits.
 */
export function decodeDecimal(bytes: Buffer): string {
  if (bytes.length === 0) throw new AvroError('avro.decimal', 'A decimal of no bytes is not a number')
  if (bytes.length > LONGEST_BYTES) throw tooLong()
  const unscaled = decodeInteger(bytes)
  if (unscaled >= LIMIT || unscaled <= -LIMIT) throw tooLong()
  return fromUnscaled(unscaled)
}

/** `digits` times ten to the power of `shift`, rounded half to even to a whole number. */
function toUnscaled(digits: string, shift: number): { unscaled: bigint; isRounded: boolean } {
  if (shift >= 0) return { unscaled: BigInt(digits + '0'.repeat(shift)), isRounded: false }
  if (-shift > digits.length) return { unscaled: 0n, isRounded: true }

  const kept = digits.slice(0, shift) || '0'
  const dropped = digits.slice(shift)
  if (/^0+$/.test(dropped)) return { unscaled: BigInt(kept), isRounded: false }

  const half = `5${'0'.repeat(-shift - 1)}`
  const unscaled = BigInt(kept)
  const isUp = dropped > half || (dropped === half && unscaled % 2n === 1n)
  return { unscaled: isUp ? unscaled + 1n : unscaled, isRounded: true }
}

function fromUnscaled(unscaled: bigint): string {
  const isNegative = unscaled < 0n
  const digits = (isNegative ? -unscaled : unscaled).toString().padStart(DECIMAL_SCALE + 1, '0')
  const whole = digits.slice(0, -DECIMAL_SCALE)
  const fraction = digits.slice(-DECIMAL_SCALE).replace(/0+$/, '')
  return `${isNegative ? '-' : ''}${whole}${fraction === '' ? '' : `.${fraction}`}`
}

/** The same as {@link encodeInteger} without the way over text, for what fits six bytes: nearly every amount. */
function encodeShort(value: number): Buffer {
  let length = 1
  for (let limit = 128; value >= limit || value < -limit; limit *= 256) length += 1
  const bytes = Buffer.allocUnsafe(length)
  bytes.writeIntBE(value, 0, length)
  return bytes
}

function encodeInteger(value: bigint): Buffer {
  // Of a negative number the complement has the bits that must fit beside the sign.
  const magnitude = value < 0n ? ~value : value
  const length = Math.floor(magnitude.toString(16).length / 2) + 1
  const bytes = Buffer.from(
    BigInt.asUintN(length * 8, value)
      .toString(16)
      .padStart(length * 2, '0'),
    'hex',
  )
  const isPadded = length > 1 && (bytes[0] === 0 || bytes[0] === 255) && ((bytes[0] ^ (bytes[1] ?? 0)) & 128) === 0
  return isPadded ? bytes.subarray(1) : bytes
}

function decodeInteger(bytes: Buffer): bigint {
  // Six bytes are 1,407,374.88 of any currency: nearly every amount is read without the way over text.
  if (bytes.length <= 6) return BigInt(bytes.readIntBE(0, bytes.length))
  return BigInt.asIntN(bytes.length * 8, BigInt(`0x${bytes.toString('hex')}`))
}

function tooLong(): AvroError {
  return new AvroError('avro.decimal', 'A decimal holds at most 28 digits, 20 of them before the point')
}
