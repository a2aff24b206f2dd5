import type { AvroError } from '@bellhop/avro'

/**
 * Codes of what never becomes readable; a registry that is away is waited for, and a fault of ours is not caught.
 *
 * `registry.not-found` is hopeless only because the registry's client has waited for the id first, for minutes.
 */
const hopeless = new Set(['avro.wire', 'avro.undecodable', 'avro.unresolvable', 'avro.schema', 'registry.not-found'])

/** Whether bytes that could not be decoded never can be. */
export function isHopelessBytes({ code }: AvroError): boolean {
  return hopeless.has(code)
}
