import type { Serializer } from '@bellhop/avro'
import type { OutgoingRecord } from '@bellhop/kafka'
import type { DeadLetter, EntityName, EntityState, TopicNames, WaitingEvent } from '@bellhop/records'
import type { Lookup } from './lane-book.ts'
import { toDeadLetter, toUnreadableLetter } from './to-dead-letter.ts'
import { type EntityRecord, toEntityRecords } from './to-entity-record.ts'
import { toStateKey, toStateRecord } from './to-state-record.ts'
import { toWaitingEvent } from './to-waiting-event.ts'
import type { DecidedTurn } from './turn.ts'

/** How each kind of record becomes bytes. */
export type Serializers = {
  readonly entity: Readonly<Record<EntityName, Serializer<EntityRecord>>>
  readonly waiting: Serializer<WaitingEvent>
  readonly deadLetter: Serializer<DeadLetter>
  readonly state: Serializer<EntityState>
}

/**
 * Turns the ends of a turn into the records to be written: entities and their states, waiting events, dead letters. Pure.
 *
 * @param partition - of the task: its states stand there, wherever their keys would go
 * @param now - epoch milliseconds
 * @param traceOf - the `traceparent` of a lookup's records, where they are traced
 */
export function writeTurn(
  { ended, unreadable, fetched, changes }: DecidedTurn,
  partition: number,
  topics: TopicNames,
  serializers: Serializers,
  now: number,
  traceOf?: (lookup: Lookup) => string | undefined,
): OutgoingRecord[] {
  const records: OutgoingRecord[] = []
  for (const lookup of fetched) {
    const traceparent = traceOf?.(lookup)
    for (const record of toEntityRecords(lookup)) {
      const value = serializers.entity[lookup.entity](record)
      records.push(traced({ topic: topics.entity(lookup.entity), key: lookup.id, value }, traceparent))
    }
  }
  for (const change of changes) {
    const value = serializers.state(toStateRecord(change))
    records.push({ topic: topics.state, partition, key: toStateKey(change), value })
  }
  for (const { event, lane, end } of ended) {
    switch (end.end) {
      case 'enriched':
      case 'unchanged':
        break
      case 'waiting': {
        const value = serializers.waiting(toWaitingEvent(event, end, now))
        records.push(traced({ topic: topics.retry[end.delay], key: lane, value }, event.traceparent))
        break
      }
      case 'dead-lettered': {
        const letter = toDeadLetter(event, end, now)
        const value = serializers.deadLetter(letter)
        records.push(traced({ topic: topics.deadLetterEvents, key: letter.id, value }, event.traceparent))
        break
      }
      default:
        end satisfies never
    }
  }
  for (const record of unreadable) {
    const letter = toUnreadableLetter(record, now)
    records.push({ topic: topics.deadLetterEvents, key: letter.id, value: serializers.deadLetter(letter) })
  }
  return records
}

/** An event that waits or is given up carries its webhook's trace along. */
function traced(record: OutgoingRecord, traceparent: string | undefined): OutgoingRecord {
  return traceparent === undefined ? record : { ...record, headers: { traceparent } }
}
