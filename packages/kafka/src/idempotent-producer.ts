import { createErrorFromCode } from 'kafkajs/src/protocol/error.js'
import { askLeaders, placeOf } from './ask-leaders.ts'
import { type Pause, wait } from './insist.ts'
import type { Log } from './log.ts'
import type { EncodedBatch, PartitionAnswer } from './produce-request.ts'
import type { ProducerCluster } from './producer-cluster.ts'
import type { OutgoingRecord } from './record.ts'
import { encodeRecordBatch, followSequence } from './record-batch.ts'

/** The records of one send for one partition, in order. */
export type PartitionRecords = {
  readonly topic: string
  readonly partition: number
  readonly records: readonly OutgoingRecord[]
}

/** What the brokers will never take. */
export type Refusal = { readonly topic: string; readonly partition: number; readonly error: Error }

/** Writes to many partitions at once. */
export type IdempotentProducer = {
  /**
   * Resolves when every partition's records are with all in-sync replicas, once each, or are refused for good; the
   * refusals are given. It tries for as long as the brokers are away. One call at a time.
   *
   * @throws KafkaJSProtocolError or Error when it is closed meanwhile
   */
  readonly send: (partitions: readonly PartitionRecords[]) => Promise<readonly Refusal[]>
  readonly close: () => Promise<void>
}

/** The answer that means: it is there already, from an earlier try whose answer was lost. */
const repeated = 'DUPLICATE_SEQUENCE_NUMBER'
/** Answers after which our numbers mean nothing to the broker any more. */
const forgotten = new Set([
  'OUT_OF_ORDER_SEQUENCE_NUMBER',
  'UNKNOWN_PRODUCER_ID',
  'INVALID_PRODUCER_EPOCH',
  'INVALID_PRODUCER_ID_MAPPING',
])

/** Milliseconds between tries: doubled from the first to the last. */
const firstPauseMs = 20
const lastPauseMs = 500

/** What keeps a send from being done is told once in this time, in milliseconds. */
const quietMs = 10_000

type Identity = { readonly producerId: bigint; readonly producerEpoch: number }

/** Records with their numbers, encoded once: what is sent again is the same bytes. */
type Numbered = { readonly part: PartitionRecords; readonly place: string; readonly batch: EncodedBatch }

/**
 * Makes a producer whose tries are recognised by the brokers, so that a lost answer costs neither a record nor a copy.
 *
 * What is sent again is the same bytes with the same numbers, and nothing newer is sent to a partition before its last
 * batch was answered: kafkajs rolls numbers back after a lost answer and gives them to other records, which the broker
 * then takes for copies (tried: acknowledged and lost).
 *
 * @param pause - for tests
 */
export function createIdempotentProducer(cluster: ProducerCluster, log: Log, pause: Pause = wait): IdempotentProducer {
  const next = new Map<string, number>()
  let identity: Identity | undefined
  let isClosed = false

  let warnedAt = Number.NEGATIVE_INFINITY
  function warnSeldom(err: unknown): void {
    if (performance.now() - warnedAt < quietMs) return
    warnedAt = performance.now()
    log.warn({ err }, 'the brokers did not take a send yet; it is sent again until they do')
  }

  function number(part: PartitionRecords, stamp: Identity): Numbered {
    const { topic, partition, records } = part
    const place = placeOf(part)
    const baseSequence = next.get(place) ?? 0
    const bytes = encodeRecordBatch(records, { ...stamp, baseSequence, timestamp: Date.now() })
    return { part, place, batch: { topic, partition, bytes } }
  }

  /** Asks the leaders; gives what has to be tried again, having noted what is done or refused. */
  async function attempt(numbered: readonly Numbered[], refusals: Refusal[]): Promise<readonly Numbered[]> {
    const batches = numbered.map(({ batch }) => batch)
    const answers = await askLeaders(cluster, batches, warnSeldom)
    return numbered.filter((item) => !settle(item, answers.get(item.place), refusals))
  }

  /** Whether nothing more is to be done for it. */
  function settle({ part, place }: Numbered, answer: PartitionAnswer | undefined, refusals: Refusal[]): boolean {
    if (answer === undefined) return false
    if (answer.errorCode !== 0) {
      const error = createErrorFromCode(answer.errorCode)
      if (forgotten.has(error.type)) identity = undefined
      if (error.retriable || forgotten.has(error.type)) {
        warnSeldom(error)
        return false
      }
      if (error.type !== repeated) {
        // An earlier try may have been stored and its answer lost: these numbers are not to be given to other records.
        identity = undefined
        refusals.push({ ...part, error })
        return true
      }
    }
    next.set(place, followSequence(next.get(place) ?? 0, part.records.length))
    return true
  }

  async function send(partitions: readonly PartitionRecords[]): Promise<readonly Refusal[]> {
    const refusals: Refusal[] = []
    let stamp: Identity | undefined
    let left: readonly Numbered[] = []
    for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(2 * pauseMs, lastPauseMs)) {
      const current = identity ?? (await renew())
      if (current) {
        if (stamp === undefined) left = partitions.map((part) => number(part, current))
        // Under another identity the same records need other numbers.
        else if (stamp !== current) left = left.map(({ part }) => number(part, current))
        stamp = current
        left = await attempt(left, refusals)
        if (left.length === 0) return refusals
      }
      if (isClosed) throw new Error('The producer was closed before the brokers answered')
      await pause(pauseMs)
      await cluster.refresh().catch((err: unknown) => log.debug({ err }, 'the brokers are away'))
    }
  }

  async function renew(): Promise<Identity | undefined> {
    try {
      identity = await cluster.initProducerId()
      next.clear()
      return identity
    } catch (err) {
      warnSeldom(err)
      return undefined
    }
  }

  return {
    send,
    close: async () => {
      isClosed = true
      await cluster.close()
    },
  }
}
