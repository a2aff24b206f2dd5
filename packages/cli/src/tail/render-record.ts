import type { InputRecord } from '@bellhop/kafka'
import type { DecodedRecord } from '../decode-record.ts'
import { renderMoment } from '../render-time.ts'

/** A record as it is shown with `--json`: where it stands, when it was written, and its value by its fields. Pure. */
export function toShown(record: InputRecord, { value, problem }: DecodedRecord) {
  const { topic, partition, offset, key, timestamp } = record
  const place = { topic, partition, offset, key, timestamp }
  if (problem !== undefined) return { ...place, value: null, problem }
  return { ...place, value: value === null ? null : toPlain(value) }
}

/** A record as one line: what is null in it is left out. Pure. */
export function renderRecord(record: InputRecord, decoded: DecodedRecord): string {
  const { topic, partition, offset, key, timestamp } = record
  return `${renderMoment(timestamp)}  ${topic}/${partition}@${offset}  ${key ?? '-'}  ${renderValue(decoded)}`
}

function renderValue({ value, problem }: DecodedRecord): string {
  if (problem !== undefined) return `(cannot be read: ${problem})`
  if (value === null) return '(tombstone)'
  const fields = Object.entries(toPlain(value)).filter(([, field]) => field !== null)
  return JSON.stringify(Object.fromEntries(fields))
}

/** Bytes as base64, all else as it is. */
function toPlain(value: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(value).map(([name, field]) => [name, Buffer.isBuffer(field) ? field.toString('base64') : field]),
  )
}
