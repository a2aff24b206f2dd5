import { redactText } from './redact-text.ts'

const REDACTED = '[redacted]'

/** How deep a logged object is followed; what lies deeper is not written at all. */
const MAX_DEPTH = 8

/** Fields whose values are secrets, or guest data that Mews may send unasked (`Entities`, `Requestor`). */
const secretField = /(?:tokens?|password|passphrase|secret|api-?_?key|authorization|cookie)$|^(?:entities|requestor)$/i

/** Whether a field of this name holds a secret, whatever the case: `AccessToken`, `kafka_sasl_password`, `Token` …. */
export function isSecretField(name: string): boolean {
  return secretField.test(name)
}

/**
 * A copy fit for a log line: secret fields and secrets inside strings replaced, errors as plain objects, binary data as
 * its length. Followed 8 levels deep.
 */
export function redactValue(value: unknown): unknown {
  return redact(value, MAX_DEPTH)
}

function redact(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return redactText(value)
  if (typeof value !== 'object' || value === null || value instanceof Date) return value
  if (value instanceof Uint8Array) return `[${value.byteLength} bytes]`
  if (depth === 0) return '[too deep]'
  if (Array.isArray(value)) return value.map((item) => redact(item, depth - 1))
  return redactFields(value instanceof Error ? errorFields(value) : Object.entries(value), depth)
}

function redactFields(fields: ReadonlyArray<[string, unknown]>, depth: number): Record<string, unknown> {
  return Object.fromEntries(fields.map(([key, field]) => [key, toField(key, field, depth)]))
}

function toField(key: string, field: unknown, depth: number): unknown {
  const isSecret = isSecretField(key) && field !== undefined && field !== null
  return isSecret ? REDACTED : redact(field, depth - 1)
}

function errorFields(error: Error): Array<[string, unknown]> {
  const own = Object.entries(error).filter(([key]) => key !== 'name')
  const hidden: Array<[string, unknown]> = [
    ['type', error.name],
    ['message', error.message],
    ['stack', error.stack],
  ]
  if (error.cause !== undefined) hidden.push(['cause', error.cause])
  if (error instanceof AggregateError) hidden.push(['errors', error.errors])
  return [...hidden, ...own]
}
