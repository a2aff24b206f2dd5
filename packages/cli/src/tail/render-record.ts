import type { InputRecord } from '@bellhop/kafka'
import { type RecordField, toValueType } from '@bellhop/records'
import type { DecodedRecord } from '../decode-record.ts'
import { renderMoment } from '../render-time.ts'

/** A record as it is shown with `--json`: where it stands, when it was written, and its value by its fields. Pure. */
export function toShown(record: InputRecord, { value, problem }: DecodedRecord) {
  const { topic, partition, offset, key, timestamp } = record
  const place = { topic, partition, offset, key, timestamp }
  if (problem !== undefined) return { ...place, value: null, problem }
  return { ...place, value: value === null ? null : toPlain(value) }
}

/** The fields of a schema that are moments. Pure. */
export function toMoments(fields: readonly RecordField[]): ReadonlySet<string> {
  return new Set(fields.filter(isMoment).map(({ name }) => name))
}

/** A record as one line: what is null in it is left out, and moments, by their fields' names, are in UTC. Pure. */
export function renderRecord(record: InputRecord, decoded: DecodedRecord, moments: ReadonlySet<string>): string {
  const { topic, partition, offset, key, timestamp } = record
  return `${renderMoment(timestamp)}  ${topic}/${partition}@${offset}  ${key ?? '-'}  ${renderValue(decoded, moments)}`
}

function renderValue({ value, problem }: DecodedRecord, moments: ReadonlySet<string>): string {
  if (problem !== undefined) return `(cannot be read: ${problem})`
  if (value === null) return '(tombstone)'
  const fields = Object.entries(toPlain(value)).filter(([, field]) => field !== null)
  return JSON.stringify(
    Object.fromEntries(fields.map(([name, field]) => [name, moments.has(name) ? toMoment(field) : field])),
  )
}

function isMoment({ type }: RecordField): boolean {
  const own = toValueType(type)
  return typeof own === 'object' && 'logicalType' in own && own.logicalType === 'timestamp-millis'
}

/** What lies beyond the years that a date can tell stays a number. */
function toMoment(value: unknown): unknown {
  const date = new Date(Number(value))
  return Number.isNaN(date.getTime()) ? value : date.toISOString()
}

/** Bytes as base64, all else as it is. */
function toPlain(value: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(value).map(([name, field]) => [name, Buffer.isBuffer(field) ? field.toString('base64') : field]),
  )
}
