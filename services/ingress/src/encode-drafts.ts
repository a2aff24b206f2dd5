import { createCodec, createSerializer, type Serializer } from '@bellhop/avro'
import type { OutgoingRecord } from '@bellhop/kafka'
import { type DeadLetter, type Integration, type RecordName, schemas, type ThinEvent } from '@bellhop/records'
import type { Draft } from './draft.ts'

/** Makes bytes of drafts, in the wire format. */
export type EncodeDrafts = (drafts: readonly Draft[]) => OutgoingRecord[]

/** A topic we write, the record on it, and the id that the registry gave for its schema. */
export type WrittenTopic = { readonly topic: string; readonly recordName: RecordName; readonly schemaId: number }

/**
 * Makes the way from drafts to bytes.
 *
 * @throws (the way) Error for a draft whose topic is not among `topics`: a fault of ours.
 */
export function createEncodeDrafts(topics: readonly WrittenTopic[]): EncodeDrafts {
  const events = toSerializers<ThinEvent>('thin-event', topics)
  const deadLetters = toSerializers<DeadLetter>('dead-letter', topics)
  const integrations = toSerializers<Integration>('integration', topics)

  function encode(draft: Draft): Buffer | undefined {
    switch (draft.recordName) {
      case 'thin-event':
        return events.get(draft.topic)?.(draft.value)
      case 'dead-letter':
        return deadLetters.get(draft.topic)?.(draft.value)
      case 'integration':
        return integrations.get(draft.topic)?.(draft.value)
    }
  }

  return (drafts) =>
    drafts.map((draft) => {
      const { topic, key, partition, traceparent } = draft
      const value = encode(draft)
      if (value === undefined) throw new Error(`No schema id is known for ${draft.recordName} on ${topic}`)
      const record = partition === undefined ? { topic, key, value } : { topic, key, value, partition }
      return traceparent === undefined ? record : { ...record, headers: { traceparent } }
    })
}

function toSerializers<T>(recordName: RecordName, topics: readonly WrittenTopic[]): ReadonlyMap<string, Serializer<T>> {
  const codec = createCodec<T>(schemas[recordName])
  const own = topics.filter((written) => written.recordName === recordName)
  return new Map(own.map(({ topic, schemaId }) => [topic, createSerializer(codec, schemaId)]))
}
