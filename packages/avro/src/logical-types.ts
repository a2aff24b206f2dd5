import avro, { type Schema, type Type } from 'avsc'
import { fromEpochDay, toEpochDay } from './calendar.ts'
import { DECIMAL_PRECISION, DECIMAL_SCALE, decodeDecimal, encodeDecimal } from './decimal.ts'
import { AvroError } from './errors.ts'

// avsc takes logical types as classes only; these two are the exception to "no classes".

/** `{"type": "int", "logicalType": "date"}` as `YYYY-MM-DD`. */
class DateType extends avro.types.LogicalType {
  protected override _fromValue(epochDay: number): string {
    const text = fromEpochDay(epochDay)
    if (text === undefined) throw new AvroError('avro.undecodable', 'a date lies outside the years 0001 to 9999')
    return text
  }

  protected override _toValue(value: unknown): number | undefined {
    return typeof value === 'string' ? toEpochDay(value) : undefined
  }

  protected override _resolve(writer: Type): ((value: string) => string) | undefined {
    return writer instanceof DateType ? same : undefined
  }
}

/** `{"type": "bytes", "logicalType": "decimal", "precision": 28, "scale": 8}` as plain decimal text. */
class DecimalType extends avro.types.LogicalType {
  // A union asks several times what a value would be before it writes it, so the last answer is kept.
  private lastText = '0'
  private lastBytes = encodeDecimal('0')

  constructor(schema: Schema, options?: unknown) {
    super(schema, options)
    if (!isOurDecimal(schema)) {
      throw new AvroError('avro.schema', `Decimals are decimal(${DECIMAL_PRECISION},${DECIMAL_SCALE}) of bytes only`)
    }
  }

  protected override _fromValue(bytes: Buffer | undefined): string {
    // avsc goes on past the end of truncated bytes and complains at the end.
    return bytes === undefined ? '0' : decodeDecimal(bytes)
  }

  protected override _toValue(value: unknown): Buffer | undefined {
    if (typeof value !== 'string') return undefined
    if (value !== this.lastText) {
      this.lastBytes = encodeDecimal(value)
      this.lastText = value
    }
    return this.lastBytes
  }

  protected override _resolve(writer: Type): ((value: string) => string) | undefined {
    return writer instanceof DecimalType ? same : undefined
  }
}

/** The logical types whose values are not what avsc would make of them. `timestamp-millis` stays a number. */
export const logicalTypes = { date: DateType, decimal: DecimalType }

function isOurDecimal(schema: Schema): boolean {
  if (typeof schema !== 'object' || !('type' in schema) || schema.type !== 'bytes') return false
  return (
    'precision' in schema &&
    schema.precision === DECIMAL_PRECISION &&
    'scale' in schema &&
    schema.scale === DECIMAL_SCALE
  )
}

function same(value: string): string {
  return value
}
