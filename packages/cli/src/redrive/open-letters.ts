import { createCodec } from '@bellhop/avro'
import { fetchSpans, type ReadPartition, type Span } from '@bellhop/kafka'
import { type DeadLetter, schemas } from '@bellhop/records'
import { isChosen, type LetterFilter } from './choose-letter.ts'
import { createReadFound } from './create-read-found.ts'
import type { Found } from './found.ts'
import type { Place } from './ledger.ts'
import type { Archive } from './open-archive.ts'
import { toPlaceId } from './to-redriven.ts'

/** The dead letters of both topics as they are now. */
export type Letters = {
  readonly spans: readonly Span[]
  readonly readPartition: ReadPartition
  /** Reads a record; undefined where the filter does not mean it. What cannot be read may be meant by any filter but ids. */
  readonly read: (place: Place, value: Buffer) => Promise<Found<DeadLetter> | undefined>
}

/** Opens the dead letters that a filter means. */
export async function openLetters(archive: Archive, filter: LetterFilter): Promise<Letters> {
  const { kafka, registry, topics, openReader } = archive
  const spans = await fetchSpans(kafka, [topics.deadLetterEvents, topics.deadLetterWebhooks])
  const readFound = createReadFound(registry, createCodec<DeadLetter>(schemas['dead-letter']))
  return {
    spans,
    readPartition: openReader([...new Set(spans.map(({ topic }) => topic))]),
    read: async (place, value) => {
      const found = await readFound(value)
      const isMeant =
        found.unreadable === undefined
          ? isChosen(found.record, place, filter)
          : (filter.id?.includes(toPlaceId(place)) ?? true)
      return isMeant ? found : undefined
    },
  }
}
