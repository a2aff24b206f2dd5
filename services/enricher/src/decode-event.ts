import { AvroError, type Deserializer } from '@bellhop/avro'
import type { InputRecord } from '@bellhop/kafka'
import type { ThinEvent, WaitingEvent } from '@bellhop/records'
import type { DeadLettered } from './end.ts'
import { isHopelessBytes } from './is-hopeless-bytes.ts'
import { fromThin, fromWaiting, type PendingEvent } from './pending-event.ts'

/** An event, or the end of a record that is none. */
export type Decoded = PendingEvent | DeadLettered

/** Reads records of event and retry topics. */
export type DecodeEvent = {
  /** The event of a record, however long its schema has to be waited for. */
  readonly decode: (record: InputRecord) => Decoded | Promise<Decoded>
  /**
   * Epoch milliseconds before which a record is not to be worked on; 0 for one of an event topic and for one that cannot
   * be read. Infinite while its schema is being asked for: to be asked again.
   *
   * @param isReleased - never where it is left out
   */
  readonly dueAt: (record: InputRecord, isReleased?: IsReleased) => number
}

/** Whether what an event waits for has come, so that it is due before its time. */
export type IsReleased = (event: WaitingEvent) => boolean

/** What {@link createDecodeEvent} needs. */
export type DecodeEventOptions = {
  readonly thin: Deserializer<ThinEvent>
  readonly waiting: Deserializer<WaitingEvent>
  readonly isRetry: (topic: string) => boolean
}

/**
 * Creates the reader of events. A record of a retry topic is asked for its due time often and decoded once.
 *
 * `decode` throws what is not the record's fault: a registry that refuses us, or a fault of ours.
 */
export function createDecodeEvent({ thin, waiting, isRetry }: DecodeEventOptions): DecodeEvent {
  const read = new WeakMap<InputRecord, WaitingEvent>()
  const asked = new WeakMap<InputRecord, number>()

  const decode = (record: InputRecord): Decoded | Promise<Decoded> => {
    const { topic, partition, offset, value, traceparent } = record
    const source = { topic, partition, offset }
    if (value === null) return undecodable('the record has no value')
    const known = read.get(record)
    const traced = (event: PendingEvent) => (traceparent === undefined ? event : { ...event, traceparent })
    if (known) return traced(fromWaiting(known, source, value))
    return attempt(() =>
      isRetry(topic)
        ? then(waiting(value), (event) => traced(fromWaiting(event, source, value)))
        : then(thin(value), (event) => traced(fromThin(event, source, value))),
    )
  }

  const dueAt: DecodeEvent['dueAt'] = (record, isReleased = () => false) => {
    const timeOf = (event: WaitingEvent) => (isReleased(event) ? 0 : event.not_before)
    if (record.value === null || !isRetry(record.topic)) return 0
    const known = read.get(record)
    if (known) return timeOf(known)
    const answer = asked.get(record)
    if (answer !== undefined) return answer
    try {
      const event = waiting(record.value)
      if (event instanceof Promise) {
        asked.set(record, Number.POSITIVE_INFINITY)
        event.then(
          (found) => read.set(record, found),
          () => asked.set(record, 0), // It is decoded again in its turn, and fails there.
        )
        return Number.POSITIVE_INFINITY
      }
      read.set(record, event)
      return timeOf(event)
    } catch (error) {
      if (error instanceof AvroError) return 0
      throw error
    }
  }

  return { decode, dueAt }
}

function then<T, R>(value: T | Promise<T>, use: (value: T) => R): R | Promise<R> {
  return value instanceof Promise ? value.then(use) : use(value)
}

function attempt(read: () => Decoded | Promise<Decoded>): Decoded | Promise<Decoded> {
  try {
    const decoded = read()
    return decoded instanceof Promise ? decoded.catch(toEnd) : decoded
  } catch (error) {
    return toEnd(error)
  }
}

function toEnd(error: unknown): DeadLettered {
  if (error instanceof AvroError && isHopelessBytes(error)) return undecodable(error.message)
  throw error
}

function undecodable(detail: string): DeadLettered {
  return { end: 'dead-lettered', reason: 'undecodable', class: 'ours', stage: 'decode', detail }
}
