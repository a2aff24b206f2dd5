import { createCodec, createDeserializer, type Registry } from '@bellhop/avro'
import { fetchCommitted, fetchCut, type InputRecord, type KafkaClient, readTopics } from '@bellhop/kafka'
import {
  type DeadLetter,
  entities,
  schemas,
  type ThinEvent,
  type TopicNames,
  type WaitingEvent,
} from '@bellhop/records'
import type { EntityRecord, Entry, Ledger } from './ledger.ts'

/**
 * Reads what the enricher has committed, and then the event, retry, dead-letter and entity topics whole.
 *
 * Everything is held in memory: for tests and demonstrations, some hundred thousand records.
 *
 * @throws AvroError for a record that is none of ours
 */
export async function readLedger(
  kafka: KafkaClient,
  registry: Registry,
  topics: TopicNames,
  groupId: string,
): Promise<Ledger> {
  const thin = createDeserializer(registry, createCodec<ThinEvent>(schemas['thin-event']))
  const waiting = createDeserializer(registry, createCodec<WaitingEvent>(schemas['waiting-event']))
  const dead = createDeserializer(registry, createCodec<DeadLetter>(schemas['dead-letter']))
  const names = Object.values(entities).map(({ entity }) => entity)
  const byEntity = names.map((entity) => ({
    entity,
    topic: topics.entity(entity),
    read: createDeserializer(registry, createCodec<EntityRecord>(schemas[entity])),
  }))

  const at = Date.now()
  const inputTopics = [...topics.events, ...topics.retries]
  const committed = await fetchCommitted(kafka, groupId, inputTopics)
  const inputs = await readAll(kafka, [
    ...topics.events,
    topics.unrecognised,
    ...topics.retries,
    topics.deadLetterEvents,
    topics.deadLetterWebhooks,
    ...topics.entities,
  ])
  const of = async <T>(topic: string, read: (bytes: Buffer) => T | Promise<T>): Promise<Array<Entry<T>>> => {
    const entries: Array<Entry<T>> = []
    for (const { partition, offset, value } of inputs.get(topic) ?? []) {
      if (value !== null) entries.push({ topic, partition, offset, value: await read(value) })
    }
    return entries
  }
  const ofAll = async <T>(all: readonly string[], read: (bytes: Buffer) => T | Promise<T>) =>
    (await Promise.all(all.map((topic) => of(topic, read)))).flat()

  const later = await fetchCommitted(kafka, groupId, inputTopics)
  // After the reading: what was deleted in the meantime is cut too.
  const cut = await fetchCut(kafka, [...inputTopics, topics.deadLetterEvents])
  const cutOf = (names: readonly string[]) => cut.filter(({ topic }) => names.includes(topic))
  return {
    events: await ofAll(topics.events, thin),
    unrecognised: await of(topics.unrecognised, thin),
    waiting: await ofAll(topics.retries, waiting),
    deadLetters: await of(topics.deadLetterEvents, dead),
    quarantined: await of(topics.deadLetterWebhooks, dead),
    entities: (
      await Promise.all(
        byEntity.map(async ({ entity, topic, read }) => (await of(topic, read)).map((entry) => ({ ...entry, entity }))),
      )
    ).flat(),
    committed,
    isFlowing: later.some(({ offset }, nth) => offset !== committed[nth]?.offset),
    cut: {
      inputs: cutOf(inputTopics),
      retries: cutOf(topics.retries),
      deadLetters: cutOf([topics.deadLetterEvents]),
    },
    at,
  }
}

async function readAll(
  kafka: KafkaClient,
  topics: readonly string[],
): Promise<ReadonlyMap<string, readonly InputRecord[]>> {
  const byTopic = new Map<string, InputRecord[]>(topics.map((topic) => [topic, []]))
  await readTopics(kafka, topics, (records) => {
    for (const record of records) byTopic.get(record.topic)?.push(record)
  })
  return byTopic
}
