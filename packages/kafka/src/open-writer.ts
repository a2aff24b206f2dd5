import type { Kafka } from 'kafkajs'
import { openFencedProducer } from './fenced-producer.ts'
import { type CountPartitions, place } from './place.ts'
import type { OutgoingRecord } from './record.ts'

/** Writes records of one transactional id, all of a call or none of them. */
export type Writer = {
  /**
   * Writes records in one transaction.
   *
   * @param mayCommit - asked last thing before the commit; on false the transaction is taken back
   * @returns whether they were committed
   * @throws whatever went wrong; the outcome is unknown then, and this writer must not be used again: open another, after
   * which all that was committed can be read
   */
  readonly write: (records: readonly OutgoingRecord[], mayCommit: () => boolean) => Promise<boolean>
}

/** Milliseconds after which the broker aborts a transaction that nobody ends; its topics' readers wait for so long. */
const transactionTimeoutMs = 30_000

/**
 * Opens a writer. Whoever opens the same transactional id later fences this one; once it is open, all that its
 * predecessors have committed can be read, and nothing of theirs comes after it.
 *
 * Waits while the brokers are away.
 */
export async function openWriter(
  kafka: Kafka,
  { transactionalId, countPartitions }: { readonly transactionalId: string; readonly countPartitions: CountPartitions },
): Promise<{ readonly value: Writer; readonly close: () => Promise<void> }> {
  // Group and partition are for offsets, of which none are sent.
  const options = { transactionalId, groupId: transactionalId, partition: 0, transactionTimeoutMs }
  const producer = await openFencedProducer(kafka, options)
  const write: Writer['write'] = (records, mayCommit) =>
    producer.commit(
      records.map((record) => place(record, countPartitions)),
      [],
      mayCommit,
    )
  return { value: { write }, close: producer.close }
}
