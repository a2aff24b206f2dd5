import { createCodec, createDeserializer, type Registry } from '@bellhop/avro'
import { type DeadLetter, schemas, type ThinEvent, type TopicNames, type WaitingEvent } from '@bellhop/records'
import { isOfTheBytes } from './is-of-the-bytes.ts'
import { pickThin } from './pick-thin.ts'

/** Decodes the event that a dead letter's original is; undefined where it is none, or cannot be read. */
export type ReadOriginal = (letter: DeadLetter) => Promise<ThinEvent | undefined>

/** Creates the reader of the originals of events: bytes of records of the event and retry topics. */
export function createReadOriginal(
  registry: Pick<Registry, 'schemaById' | 'knownSchema'>,
  topics: Pick<TopicNames, 'retries'>,
): ReadOriginal {
  const thin = createDeserializer(registry, createCodec<ThinEvent>(schemas['thin-event']))
  const waiting = createDeserializer(registry, createCodec<WaitingEvent>(schemas['waiting-event']))
  return async ({ source_topic, original }) => {
    if (source_topic === null || original === null) return undefined
    try {
      return pickThin(topics.retries.includes(source_topic) ? await waiting(original) : await thin(original))
    } catch (error) {
      if (isOfTheBytes(error)) return undefined
      throw error
    }
  }
}
