import { randomUUID } from 'node:crypto'
import type { Kafka } from 'kafkajs'
import { readEnds } from './ends.ts'
import { toInput } from './read-batch.ts'
import type { InputRecord } from './record.ts'

/**
 * Reads topics from their beginning to where they end now, committed records only, as a consumer group that is gone
 * afterwards.
 *
 * A transaction counts from when its outcome stands in the log, a moment after its commit has resolved.
 *
 * @param onRecords - given each batch; partitions in order, topics mixed, each record once
 * @throws what `onRecords` throws, and what makes kafkajs give up for good; it waits while the brokers are away
 */
export async function readTopics(
  kafka: Kafka,
  topics: readonly string[],
  onRecords: (records: readonly InputRecord[]) => void,
): Promise<void> {
  const admin = kafka.admin()
  await admin.connect()
  const groupId = `bellhop-reader-${randomUUID()}`
  const consumer = kafka.consumer({ groupId, maxWaitTimeInMs: 100 })
  try {
    const open = await readEnds(admin, topics)
    if (open.size === 0) return
    await consumer.connect()
    await consumer.subscribe({
      topics: [...new Set([...open.keys()].map((place) => place.slice(0, place.lastIndexOf('/'))))],
      fromBeginning: true,
    })
    const next = new Map<string, number>()
    await new Promise<void>((resolve, reject) => {
      const reached = (topic: string, partition: number, lastOffset: number) => {
        const place = `${topic}/${partition}`
        if (lastOffset + 1 >= (open.get(place) ?? 0)) open.delete(place)
        if (open.size === 0) resolve()
      }
      consumer.on(consumer.events.END_BATCH_PROCESS, ({ payload }) => {
        reached(payload.topic, payload.partition, Number(payload.lastOffset))
      })
      consumer.on(consumer.events.CRASH, ({ payload: { error, restart } }) => {
        if (!restart) reject(error)
      })
      consumer
        .run({
          autoCommit: false,
          eachBatch: async ({ batch }) => {
            const place = `${batch.topic}/${batch.partition}`
            // After an error kafkajs joins again and, since nothing is committed, begins again.
            const from = next.get(place) ?? 0
            const records = batch.messages
              .map(toInput(batch.topic, batch.partition))
              .filter(({ offset }) => offset >= from)
            next.set(place, Math.max(from, (records.at(-1)?.offset ?? -1) + 1))
            try {
              if (records.length > 0) onRecords(records)
            } catch (error) {
              reject(error)
            }
          },
        })
        .catch(reject)
    })
  } finally {
    await consumer.disconnect()
    await admin.deleteGroups([groupId]).catch(() => undefined)
    await admin.disconnect()
  }
}
