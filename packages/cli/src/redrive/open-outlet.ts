import { createCodec, createSerializer, ensureSubject, type Registry } from '@bellhop/avro'
import { type CountPartitions, ensureTopics, type KafkaClient, type OutgoingRecord, silent } from '@bellhop/kafka'
import { type Redrive, schemas, type ThinEvent, type TopicNames, type TopicSpec } from '@bellhop/records'
import type { AddressedEvent } from './address-events.ts'

/** What is known of the topics that are written to, and how their records become bytes. */
export type Outlet = {
  readonly countPartitions: CountPartitions
  /** The records of a batch: its events, and the audit record that goes with them. */
  readonly encode: (events: readonly AddressedEvent[], audit: Redrive) => readonly OutgoingRecord[]
}

/**
 * Verifies the event topics, the audit topic and their schemas, creating what is missing.
 *
 * @throws KafkaError `kafka.topics` where they differ from the settings: events would go to partitions that are not their
 * lanes'; AvroError `schema.incompatible`
 */
export async function openOutlet(
  kafka: KafkaClient,
  registry: Registry,
  topics: TopicNames,
  specs: readonly TopicSpec[],
): Promise<Outlet> {
  const written = specs.filter(({ topic }) => topics.events.includes(topic) || topic === topics.redrives)
  const countPartitions = await ensureTopics(kafka, written, silent)
  const ids = new Map(
    await Promise.all(
      written.map(async ({ topic, recordName }) => {
        const id = await ensureSubject(registry, `${topic}-value`, schemas[recordName])
        return [topic, id] as const
      }),
    ),
  )
  const thin = createCodec<ThinEvent>(schemas['thin-event'])
  const toEventBytes = new Map(topics.events.map((topic) => [topic, createSerializer(thin, ids.get(topic) ?? -1)]))
  const toAuditBytes = createSerializer(createCodec<Redrive>(schemas.redrive), ids.get(topics.redrives) ?? -1)
  return {
    countPartitions,
    encode: (events, audit) => [
      ...events.map(({ topic, key, partition, value }) => {
        const bytes = toEventBytes.get(topic)?.(value)
        if (bytes === undefined) throw new Error(`${topic} is no event topic: a fault of ours`)
        return { topic, key, partition, value: bytes }
      }),
      { topic: topics.redrives, key: audit.run, value: toAuditBytes(audit) },
    ],
  }
}
