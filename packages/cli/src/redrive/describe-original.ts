import { AvroError, createCodec, fromWire, type Registry } from '@bellhop/avro'
import type { DeadLetter } from '@bellhop/records'

/** A dead letter's original as an operator can read it, or why there is nothing to read. */
export type Described = { readonly original: unknown } | { readonly unreadable: string }

/** Decodes the original of a dead letter: a record by the schema that it names, a webhook as the JSON that it is. */
export async function describeOriginal(registry: Registry, letter: DeadLetter): Promise<Described> {
  const { original, original_sha256: digest, original_length: length, source_topic } = letter
  if (original === null) {
    const trace = digest === null ? 'nothing' : `only its digest (SHA-256 ${digest}) and length (${length} bytes)`
    return { unreadable: `${trace} of it is kept` }
  }
  try {
    if (source_topic === null) return { original: JSON.parse(original.toString('utf8')) }
    const { schemaId, payload } = fromWire(original)
    return { original: createCodec<unknown>(await registry.schemaById(schemaId)).decode(payload) }
  } catch (error) {
    if (!(error instanceof AvroError) && !(error instanceof SyntaxError)) throw error
    return { unreadable: error instanceof AvroError ? error.message : 'it is not JSON' }
  }
}
