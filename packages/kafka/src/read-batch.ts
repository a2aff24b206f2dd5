import type { Batch } from 'kafkajs'
import type { InputRecord } from './record.ts'

/** From where a batch was fetched; kafkajs keeps it, but does not declare it. */
export function fetchedOffsetOf(batch: Batch): number {
  if (!('fetchedOffset' in batch)) throw new TypeError('This kafkajs does not tell from where a batch was fetched')
  return Number(batch.fetchedOffset)
}

/** Makes input records of what kafkajs fetched from one partition. */
export function toInput(topic: string, partition: number) {
  return ({ offset, key, value, timestamp, headers }: Batch['messages'][number]): InputRecord => {
    const record = {
      topic,
      partition,
      offset: Number(offset),
      key: key === null ? null : key.toString('utf8'),
      // kafkajs cuts values out of the whole answer: a record that waits would hold ten megabytes of others.
      value: value && Buffer.from(value),
      timestamp: Number(timestamp),
    }
    const traceparent = headers?.['traceparent']
    return traceparent === undefined ? record : { ...record, traceparent: String(traceparent) }
  }
}
