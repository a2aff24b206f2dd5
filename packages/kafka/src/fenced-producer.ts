import type { Kafka } from 'kafkajs'
import { placeOf } from './ask-leaders.ts'
import { gatherSends } from './gather-sends.ts'
import type { PartitionRecords } from './idempotent-producer.ts'
import { insist, type Patience, type Pause, wait } from './insist.ts'
import { isRetriable } from './is-retriable.ts'
import type { PlacedRecord } from './record.ts'
import { createSendInTransaction } from './send-in-transaction.ts'
import { openTransactionCluster, type TransactionCluster } from './transaction-cluster.ts'

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
  const cluster = await openTransactionCluster(kafka, options)
  try {
    // To be given a producer id is what fences.
    await cluster.transactions.initProducerId()
  } catch (error) {
    await cluster.close()
    throw error
  }
  return createFencedProducer(cluster, options)
}

/**
 * Makes a producer of a transactional id that has its producer id already.
 *
 * kafkajs keeps the account of the transaction, and we write its records: it costs a fraction of what kafkajs takes, and
 * what is sent again is the same bytes.
 *
 * @param pause - for tests
 */
export function createFencedProducer(
  cluster: TransactionCluster,
  { groupId, partition, transactionTimeoutMs }: FencedProducerOptions,
  pause: Pause = wait,
): FencedProducer {
  const { transactions } = cluster
  const send = createSendInTransaction(cluster)
  let isClosed = false

  // The broker aborts a transaction when its time is over: what is not had by then is not had.
  const toPatience = (): Patience => ({
    until: performance.now() + transactionTimeoutMs,
    mayPass: (error) => !isClosed && isRetriable(error),
    pause,
  })

  async function begin(parts: readonly PartitionRecords[], patience: Patience): Promise<void> {
    transactions.beginTransaction()
    if (parts.length === 0) return
    const topics = toTopics(parts)
    await insist(() => cluster.learn(topics.map(({ topic }) => topic)), patience)
    // CONCURRENT_TRANSACTIONS is usual right after a commit.
    const add = (some: typeof topics) => insist(() => transactions.addPartitionsToTransaction(some), patience)
    try {
      await add(topics)
    } catch (error) {
      // Where one is refused the broker takes none, and kafkajs tells what the answer begins with: that one of the others
      // was not attempted. Alone each tells its own reason.
      if (!(error instanceof Error && 'type' in error && error.type === 'OPERATION_NOT_ATTEMPTED')) throw error
      for (const topic of topics) await add([topic])
    }
  }

  async function sendOffsets(progress: readonly Progress[], patience: Patience): Promise<void> {
    const topics = progress.map(({ topic, offset, note }) => ({
      topic,
      partitions: [{ partition, offset: String(offset), metadata: note }],
    }))
    const mayPass = (error: unknown) => isPassing(error) && patience.mayPass(error)
    await insist(() => transactions.sendOffsets({ consumerGroupId: groupId, topics }), { ...patience, mayPass })
    for (const { topic, offset } of progress) cluster.noteCommitted(groupId, topic, partition, String(offset))
  }

  return {
    commit: async (records, progress, mayCommit) => {
      const patience = toPatience()
      const sends = gatherSends([records])
      await begin(sends.flat(), patience)
      for (const parts of sends) await send(parts, patience)
      if (progress.length > 0) await sendOffsets(progress, patience)
      if (!mayCommit()) {
        // Left open, it would hold back the readers of its topics until it times out, if nobody takes the task over.
        await transactions.abort()
        return false
      }
      await transactions.commit()
      return true
    },
    setBarrier: async (topic) => {
      const part = { topic, partition, records: [{ topic, partition, key: barrierKey, value: null }] }
      const patience = toPatience()
      await begin([part], patience)
      const offset = (await send([part], patience)).get(placeOf(part)) ?? -1
      if (offset < 0) throw new Error(`The broker did not say where the barrier of ${topic}/${partition} is`)
      await transactions.commit()
      return offset
    },
    close: async () => {
      isClosed = true
      await cluster.close()
    },
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

function isPassing(error: unknown): boolean {
  return error instanceof Error && 'type' in error && passing.has(error.type)
}

/** The partitions of each topic, each once. */
function toTopics(parts: readonly PartitionRecords[]) {
  const byTopic = new Map<string, Set<number>>()
  for (const { topic, partition } of parts) {
    const partitions = byTopic.get(topic)
    if (partitions) partitions.add(partition)
    else byTopic.set(topic, new Set([partition]))
  }
  return [...byTopic].map(([topic, partitions]) => ({
    topic,
    partitions: [...partitions].map((partition) => ({ partition })),
  }))
}
