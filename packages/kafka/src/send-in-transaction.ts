import { createErrorFromCode } from 'kafkajs/src/protocol/error.js'
import { askLeaders, placeOf } from './ask-leaders.ts'
import type { PartitionRecords } from './idempotent-producer.ts'
import { insist, type Patience } from './insist.ts'
import type { EncodedBatch, PartitionAnswer } from './produce-request.ts'
import { encodeRecordBatch, followSequence } from './record-batch.ts'
import type { TransactionCluster } from './transaction-cluster.ts'

/**
 * Writes records of partitions that the open transaction has; gives the offset at which each partition's begin, by
 * {@link placeOf}. One call at a time.
 *
 * @throws what the brokers refuse, or what was not had in time; nothing more may be sent then, for the numbers of these
 * records are gone
 */
export type SendInTransaction = (
  partitions: readonly PartitionRecords[],
  patience: Patience,
) => Promise<ReadonlyMap<string, number>>

/** The answer that means: it is there already, from an earlier try whose answer was lost. */
const repeated = 'DUPLICATE_SEQUENCE_NUMBER'
const leaderNotAvailable = 5

/**
 * Makes what sends for one producer id and epoch: it numbers what it sends to a partition, and nothing newer is sent there
 * before its last batch was answered. What is sent again is the same bytes.
 */
export function createSendInTransaction(cluster: TransactionCluster): SendInTransaction {
  const next = new Map<string, number>()

  function number({ topic, partition, records }: PartitionRecords): EncodedBatch {
    const place = placeOf({ topic, partition })
    const baseSequence = next.get(place) ?? 0
    next.set(place, followSequence(baseSequence, records.length))
    const bytes = encodeRecordBatch(records, {
      producerId: BigInt(cluster.transactions.getProducerId()),
      producerEpoch: cluster.transactions.getProducerEpoch(),
      baseSequence,
      timestamp: Date.now(),
      isTransactional: true,
    })
    return { topic, partition, bytes }
  }

  return async (partitions, patience) => {
    const offsets = new Map<string, number>()
    let left = partitions.map(number)

    async function attempt(): Promise<void> {
      const failures: Error[] = []
      const answers = await askLeaders(cluster, left, (error) => failures.push(error))
      left = left.filter((batch) => {
        const place = placeOf(batch)
        const answer = answers.get(place)
        if (answer === undefined) return true
        const error = toError(answer)
        if (error) failures.push(error)
        else offsets.set(place, answer.baseOffset)
        return error !== undefined
      })
      if (left.length === 0) return
      // One that will not pass is not hidden behind one that may.
      throw failures.find((error) => !patience.mayPass(error)) ?? failures[0] ?? createErrorFromCode(leaderNotAvailable)
    }

    let isFirst = true
    await insist(async () => {
      if (!isFirst) await cluster.refresh()
      isFirst = false
      await attempt()
    }, patience)
    return offsets
  }
}

function toError({ errorCode }: PartitionAnswer): Error | undefined {
  if (errorCode === 0) return undefined
  const error = createErrorFromCode(errorCode)
  return error.type === repeated ? undefined : error
}
