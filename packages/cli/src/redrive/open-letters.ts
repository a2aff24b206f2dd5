import { createCodec, createDeserializer } from '@bellhop/avro'
import { fetchSpans, type ReadPartition, type Span } from '@bellhop/kafka'
import { type DeadLetter, schemas } from '@bellhop/records'
import { isChosen, type LetterFilter } from './choose-letter.ts'
import type { Place } from './ledger.ts'
import type { Archive } from './open-archive.ts'

/** The dead letters of both topics as they are now. */
export type Letters = {
  readonly spans: readonly Span[]
  readonly readPartition: ReadPartition
  /** Reads a record; undefined where the filter does not mean it. */
  readonly read: (place: Place, value: Buffer) => Promise<DeadLetter | undefined>
}

/** Opens the dead letters that a filter means. */
export async function openLetters(archive: Archive, filter: LetterFilter): Promise<Letters> {
  const { kafka, registry, topics, openReader } = archive
  const spans = await fetchSpans(kafka, [topics.deadLetterEvents, topics.deadLetterWebhooks])
  const decode = createDeserializer(registry, createCodec<DeadLetter>(schemas['dead-letter']))
  return {
    spans,
    readPartition: openReader([...new Set(spans.map(({ topic }) => topic))]),
    read: async (place, value) => {
      const letter = await decode(value)
      return isChosen(letter, place, filter) ? letter : undefined
    },
  }
}
