import { toDate, toDecimal, toTimestampMillis } from '@bellhop/avro'
import { type RecordField, toValueType } from '@bellhop/records'
import { expectedJson, toJson } from './to-json.ts'

/** What is counted while mapping: fields that our schema does not name, and decimals that lost digits. */
export type Tally = { unmapped: number; rounded: number }

/** Converts one value of Mews that is not null; undefined when it does not fit. */
export type Convert = ((value: unknown, tally: Tally) => unknown) & {
  /** What fits, in words. */
  readonly expected: string
}

/**
 * Makes the conversion to a field's type.
 *
 * @throws TypeError for a type that no entity field may have
 */
export function toConvert(type: RecordField['type']): Convert {
  const inner = toValueType(type)
  if (typeof inner === 'string') return toConvertPrimitive(inner)
  if (inner.type === 'array') return strings
  if ('connect.name' in inner) return json
  if (inner.logicalType === 'timestamp-millis') return timestamp
  return inner.logicalType === 'date' ? date : decimal
}

function toConvertPrimitive(type: string): Convert {
  switch (type) {
    case 'string':
      return text
    case 'boolean':
      return flag
    case 'int':
      return int
    case 'long':
      return long
    case 'double':
      return number
    default:
      throw new TypeError(`No entity field may have the type ${type}`)
  }
}

const text = convert('a string', (value) => (typeof value === 'string' ? value : undefined))
const flag = convert('true or false', (value) => (typeof value === 'boolean' ? value : undefined))
const int = convert('a whole number of 32 bits', (value) =>
  Number.isInteger(value) && value === (Number(value) | 0) ? value : undefined,
)
const long = convert('a whole number below 2^53', (value) => (Number.isSafeInteger(value) ? value : undefined))
// A number too large for a double is read as infinite.
const number = convert('a finite number', (value) => (Number.isFinite(value) ? value : undefined))
const json = convert(expectedJson, toJson)
const strings = convert('a list of strings', (value) =>
  Array.isArray(value) && value.every((item) => typeof item === 'string') ? value : undefined,
)
const timestamp = convert('a time', (value) => (typeof value === 'string' ? toTimestampMillis(value) : undefined))
const date = convert('a date YYYY-MM-DD', (value) => (typeof value === 'string' ? toDate(value) : undefined))
const decimal = convert('a number of at most 20 digits before the point', (value, tally) => {
  // Up to 1e20 there are at most 20 digits before the point; with 8 behind it that is the schema's precision of 28.
  if (typeof value !== 'number' || !(Math.abs(value) < 1e20)) return undefined
  const { text: plain, isRounded } = toDecimal(value)
  if (isRounded) tally.rounded += 1
  return plain
})

function convert(expected: string, apply: (value: unknown, tally: Tally) => unknown): Convert {
  return Object.assign(apply, { expected })
}
