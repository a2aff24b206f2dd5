import { type Kafka, Partitioners, type Producer, type Transaction } from 'kafkajs'
import { findUnacknowledged } from './check-acks.ts'
import { patient } from './connect.ts'
import { type PlacedRecord, splitBatches, toTopicMessages } from './split-batches.ts'

/** How far a topic of the task has been worked through: the next offset, and a note that travels with it. */
export type Progress = { readonly topic: string; readonly offset: number; readonly note: string }

/** A producer under the transactional id of one task. Whoever opens the same id later fences this one. */
export type FencedProducer = {
  /**
   * Writes records and progress in one transaction.
   *
   * @param mayCommit - asked last thing before the commit; on false the transaction is taken back
   * @returns whether it was committed; where it was taken back the same may be tried again
   * @throws whatever went wrong; the outcome is unknown then, and this producer must not be used again
   */
  readonly commit: (
    records: readonly PlacedRecord[],
    progress: readonly Progress[],
    mayCommit: () => boolean,
  ) => Promise<boolean>
  /**
   * Writes a barrier into the task's partition of a topic, in a transaction of its own: a record without a value, always
   * under one key, so that compaction keeps one at most. All that owners of the task have committed there before it
   * stands before it, and nothing of theirs comes after it.
   *
   * @returns its offset
   * @throws whatever went wrong; this producer must not be used again
   */
  readonly setBarrier: (topic: string) => Promise<number>
  readonly close: () => Promise<void>
}

/** The key of barriers. */
export const barrierKey = 'barrier'

/** What a fenced producer is for. */
export type FencedProducerOptions = {
  readonly transactionalId: string
  readonly groupId: string
  readonly partition: number
  /** Milliseconds after which the broker aborts a transaction that nobody ends. */
  readonly transactionTimeoutMs: number
}

/**
 * Opens the producer and fences its predecessors: their open transaction is aborted, or completed where its commit had
 * begun. Only after this are the committed offsets worth reading (kafkajs cannot ask for stable ones).
 */
export async function openFencedProducer(kafka: Kafka, options: FencedProducerOptions): Promise<FencedProducer> {
  const { transactionalId, groupId, partition, transactionTimeoutMs } = options
  const producer = kafka.producer({
    transactionalId,
    idempotent: true,
    maxInFlightRequests: 1,
    transactionTimeout: transactionTimeoutMs,
    createPartitioner: Partitioners.DefaultPartitioner,
    retry: patient,
  })
  try {
    await producer.connect()
    // kafkajs asks for the producer id, which is what fences, with the first transaction.
    await (await producer.transaction()).abort()
  } catch (error) {
    await disconnect(producer)
    throw error
  }

  return {
    commit: async (records, progress, mayCommit) => {
      const transaction = await producer.transaction()
      for (const send of splitBatches(records)) {
        const acks = await transaction.sendBatch({ acks: -1, topicMessages: toTopicMessages(send) })
        const missing = findUnacknowledged(send, acks)
        if (missing.length > 0) throw new Error(`The client did not send to ${missing.join(', ')}`)
      }
      await sendOffsets(transaction, groupId, partition, progress)
      if (!mayCommit()) {
        // Left open, it would hold back the readers of its topics until it times out, if nobody takes the task over.
        await transaction.abort()
        return false
      }
      await transaction.commit()
      return true
    },
    setBarrier: async (topic) => {
      const transaction = await producer.transaction()
      const messages = [{ key: barrierKey, value: null, partition }]
      const [ack] = await transaction.send({ topic, acks: -1, messages })
      const offset = Number(ack?.baseOffset ?? -1)
      if (offset < 0) throw new Error(`The client did not say where the barrier of ${topic}/${partition} is`)
      await transaction.commit()
      return offset
    },
    close: () => disconnect(producer),
  }
}

/**
 * What kafkajs does not try again when offsets are sent (eosManager/index.js, issue 430): CONCURRENT_TRANSACTIONS, which
 * is usual right after a commit, and a group whose coordinator is being found or loaded.
 */
const passing: ReadonlySet<unknown> = new Set([
  'CONCURRENT_TRANSACTIONS',
  'NOT_COORDINATOR_FOR_GROUP',
  'GROUP_COORDINATOR_NOT_AVAILABLE',
  'GROUP_LOAD_IN_PROGRESS',
])

/** Tries of sending offsets, 20 ms apart. */
const maxOffsetTries = 100

async function sendOffsets(
  transaction: Transaction,
  groupId: string,
  partition: number,
  progress: readonly Progress[],
): Promise<void> {
  const topics = progress.map(({ topic, offset, note }) => ({
    topic,
    partitions: [{ partition, offset: String(offset), metadata: note }],
  }))
  for (let tries = 1; ; tries++) {
    try {
      await transaction.sendOffsets({ consumerGroupId: groupId, topics })
      return
    } catch (error) {
      const isPassing = error instanceof Error && 'type' in error && passing.has(error.type)
      if (!isPassing || tries === maxOffsetTries) throw error
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  }
}

async function disconnect(producer: Producer): Promise<void> {
  await producer.disconnect().catch(() => undefined)
}
