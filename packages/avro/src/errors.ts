/** Every code an error of this package can carry. Codes are stable: alerts and dead letters rely on them. */
export type AvroErrorCode =
  | 'avro.schema'
  | 'avro.unfit'
  | 'avro.undecodable'
  | 'avro.unresolvable'
  | 'avro.decimal'
  | 'avro.wire'
  | 'registry.url'
  | 'registry.not-found'
  | 'registry.refused'
  | 'registry.untrusted'
  | 'registry.malformed'
  | 'registry.aborted'
  | 'schema.incompatible'

/**
 * What this package throws: a code, and whether the same call may succeed later.
 *
 * Neither the message nor the cause ever holds a field's value. avsc puts values into its messages, and values may be
 * guest data, so an error of avsc is never attached as the cause.
 */
export class AvroError extends Error {
  readonly code: AvroErrorCode
  readonly retriable: boolean

  constructor(code: AvroErrorCode, message: string, retriable = false) {
    super(message)
    this.name = 'AvroError'
    this.code = code
    this.retriable = retriable
  }
}
