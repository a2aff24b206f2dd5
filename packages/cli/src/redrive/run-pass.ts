import type { ReadPartition, Span } from '@bellhop/kafka'
import type { Addressed, AddressedEvent } from './address-events.ts'
import type { Found } from './found.ts'
import type { Place } from './ledger.ts'
import type { Pace } from './pace.ts'
import { readSpan } from './read-span.ts'
import { createTallying, type Tally } from './tally.ts'
import { toPlaceId } from './to-redriven.ts'

/** Source records of one partition, and the events that they become. */
export type Batch = {
  readonly topic: string
  readonly partition: number
  readonly offsets: readonly number[]
  readonly events: readonly AddressedEvent[]
}

/** What a pass goes through and what it does; `T` is a source record, read. */
export type PassOptions<T> = {
  readonly spans: readonly Span[]
  readonly readPartition: ReadPartition
  /** Reads a record; undefined where it is not meant. */
  readonly read: (place: Place, value: Buffer) => Promise<Found<T> | undefined> | Found<T> | undefined
  readonly isDone: (place: Place) => boolean
  /** Makes a record's events. */
  readonly make: (record: T, place: Place) => Promise<Addressed> | Addressed
  /** Writes a batch, all of it or nothing; false where it was taken back because the signal aborted. */
  readonly write: (batch: Batch) => Promise<boolean>
  readonly pace: Pace
  /** Events of a batch; one record's events stay together, however many they are. */
  readonly maxEvents: number
  readonly signal: AbortSignal
  readonly onProgress: (tally: Tally) => void
}

/** Bytes of the values of a batch, roughly. */
const maxBatchBytes = 4 << 20
/** Records between two words about progress, where none is written. */
const recordsPerWord = 5_000

/**
 * Goes once through the sources, partition by partition, and writes the events of every record that is meant and not done.
 *
 * When the signal aborts it ends after the batch that is being written; `isWhole` is false then.
 *
 * @throws what reading, making and writing throw: what was written by then is known from the audit topic only
 */
export async function runPass<T>(
  options: PassOptions<T>,
): Promise<{ readonly tally: Tally; readonly isWhole: boolean }> {
  const { spans, readPartition, read, isDone, make, write, pace, maxEvents, signal, onProgress } = options
  const { looked, chose, foundDone, refused, wrote, tally } = createTallying()
  let untilWord = recordsPerWord

  for (const span of spans) {
    let offsets: number[] = []
    let events: AddressedEvent[] = []
    let bytes = 0
    const flush = async () => {
      if (offsets.length === 0) return
      const batch: Batch = { topic: span.topic, partition: span.partition, offsets, events }
      ;[offsets, events, bytes] = [[], [], 0]
      await pace(batch.events.length)
      signal.throwIfAborted()
      if (!(await write(batch))) signal.throwIfAborted()
      wrote(
        batch.offsets.length,
        batch.events.map(({ topic }) => topic),
      )
      onProgress(tally())
    }
    try {
      await readSpan(readPartition, span, signal, async (place, value) => {
        looked()
        untilWord -= 1
        if (untilWord === 0) {
          untilWord = recordsPerWord
          onProgress(tally())
        }
        const found = await read(place, value)
        if (found === undefined) return
        chose()
        if (found.unreadable !== undefined) return refused(found.unreadable, toPlaceId(place))
        if (isDone(place)) return foundDone()
        const made = await make(found.record, place)
        if (made.refusal !== undefined) refused(made.refusal, toPlaceId(place))
        if (made.events.length === 0) return
        if (events.length + made.events.length > maxEvents) await flush()
        offsets.push(place.offset)
        events.push(...made.events)
        for (const event of made.events) bytes += event.value.value.length
        if (events.length >= maxEvents || bytes >= maxBatchBytes) await flush()
      })
      await flush()
    } catch (error) {
      if (!signal.aborted) throw error
      return { tally: tally(), isWhole: false }
    }
  }
  return { tally: tally(), isWhole: true }
}
