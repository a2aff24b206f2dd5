import { createCodec, createDeserializer, type Registry } from '@bellhop/avro'
import { fetchSpans, type KafkaClient, type ReadPartition } from '@bellhop/kafka'
import { type Redrive, schemas } from '@bellhop/records'
import { createLedger, type Ledger } from './ledger.ts'
import { readSpan } from './read-span.ts'

/**
 * Reads from the audit topic what was written once more, by whomever.
 *
 * @throws AvroError for a record that is none of ours: to go on without it might write events twice
 */
export async function readLedger(
  kafka: KafkaClient,
  registry: Registry,
  openReader: (topics: readonly string[]) => ReadPartition,
  topic: string,
  signal: AbortSignal,
): Promise<Ledger> {
  const ledger = createLedger()
  const decode = createDeserializer(registry, createCodec<Redrive>(schemas.redrive))
  const spans = await fetchSpans(kafka, [topic])
  if (spans.length === 0) return ledger
  const readPartition = openReader([topic])
  for (const span of spans) {
    await readSpan(readPartition, span, signal, async (_place, value) => ledger.add(await decode(value)))
  }
  return ledger
}
