import type { Draft } from './draft.ts'

/** Marks bytes in the JSON of an entry, which knows none. */
const BYTES = '$base64'

/**
 * Encodes the drafts of one webhook as an entry of the spool: JSON, so that a later version reads what an earlier one
 * wrote, fields it does not know yet left to their defaults, and an operator can read it too. Pure.
 */
export function encodeEntry(drafts: readonly Draft[]): Buffer {
  return Buffer.from(
    JSON.stringify(drafts, function replace(this: unknown, name: string, value: unknown) {
      // A Buffer has a toJSON of its own, which is called before this.
      const own = typeof this === 'object' && this !== null ? Reflect.get(this, name) : undefined
      return Buffer.isBuffer(own) ? { [BYTES]: own.toString('base64') } : value
    }),
  )
}

/**
 * Decodes an entry of the spool. Pure.
 *
 * @throws SyntaxError for bytes that `encodeEntry` did not make: the spool's checksums say before that they are whole
 */
export function decodeEntry(entry: Buffer): Draft[] {
  return JSON.parse(entry.toString('utf8'), (_name, value: unknown) => {
    if (typeof value !== 'object' || value === null || !(BYTES in value)) return value
    return Buffer.from(String(value[BYTES]), 'base64')
  })
}
