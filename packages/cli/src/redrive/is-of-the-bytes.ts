import { AvroError } from '@bellhop/avro'

/** Whether an error is of a record's bytes, or of the schema they name; not of a registry that is away or refuses us. */
export function isOfTheBytes(error: unknown): error is AvroError {
  return error instanceof AvroError && (error.code.startsWith('avro.') || error.code === 'registry.not-found')
}
