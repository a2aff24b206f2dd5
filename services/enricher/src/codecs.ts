import { createCodec, createDeserializer, createSerializer, type Registry } from '@bellhop/avro'
import {
  type DeadLetter,
  type EntityName,
  type EntityState,
  schemas,
  type ThinEvent,
  type TopicNames,
  type WaitingEvent,
} from '@bellhop/records'
import { createDecodeEvent, type DecodeEvent } from './decode-event.ts'
import { createReadStates, type ReadStates } from './read-states.ts'
import { createSerializeEntity } from './serialize-entity.ts'
import type { Serializers } from './write-turn.ts'

/** Bytes to events, and records to bytes. */
export type Codecs = {
  readonly events: DecodeEvent
  readonly serializers: Serializers
  readonly readStates: ReadStates
}

/**
 * Makes everything that turns bytes into values and back.
 *
 * @param ids - the schema's id for each topic
 * @throws RangeError for a topic without one
 */
export async function createCodecs(
  registry: Pick<Registry, 'schemaById' | 'knownSchema'>,
  topics: TopicNames,
  ids: ReadonlyMap<string, number>,
): Promise<Codecs> {
  // Events written with today's schemas are then decoded without waiting for the registry.
  await Promise.all([...new Set(ids.values())].map((id) => registry.schemaById(id)))

  const retries = new Set(topics.retries)
  const idOf = (topic: string): number => {
    const id = ids.get(topic)
    if (id === undefined) throw new RangeError(`No schema was registered for ${topic}`)
    return id
  }
  const toBytes = (entity: EntityName) => createSerializeEntity(schemas[entity], idOf(topics.entity(entity)))

  return {
    events: createDecodeEvent({
      thin: createDeserializer(registry, createCodec<ThinEvent>(schemas['thin-event'])),
      waiting: createDeserializer(registry, createCodec<WaitingEvent>(schemas['waiting-event'])),
      isRetry: (topic) => retries.has(topic),
    }),
    serializers: {
      entity: byEntity(toBytes),
      waiting: createSerializer(createCodec<WaitingEvent>(schemas['waiting-event']), idOf(topics.retry['10s'])),
      deadLetter: createSerializer(createCodec<DeadLetter>(schemas['dead-letter']), idOf(topics.deadLetterEvents)),
      state: createSerializer(createCodec<EntityState>(schemas['entity-state']), idOf(topics.state)),
    },
    readStates: createReadStates(createDeserializer(registry, createCodec<EntityState>(schemas['entity-state']))),
  }
}

function byEntity<T>(make: (entity: EntityName) => T): Readonly<Record<EntityName, T>> {
  return {
    reservation: make('reservation'),
    resource: make('resource'),
    message: make('message'),
    'resource-block': make('resource-block'),
    customer: make('customer'),
    payment: make('payment'),
  }
}
