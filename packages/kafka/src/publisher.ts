import { Partitioners, type Producer, type ProducerConfig } from 'kafkajs'
import { findUnacknowledged } from './check-acks.ts'
import { KafkaError } from './errors.ts'
import type { Log } from './log.ts'
import { type CountPartitions, place } from './place.ts'
import { type OutgoingRecord, sizeOf } from './record.ts'
import { type PlacedRecord, splitBatches, toTopicMessages } from './split-batches.ts'

/** Writes records; settles when every in-sync replica has all of them, or when that is not known. */
export type Publish = (records: readonly OutgoingRecord[]) => Promise<void>

/** Bounds of the publisher, and who is told of its work. */
export type PublisherOptions = {
  readonly countPartitions: CountPartitions
  readonly log: Log
  /** Milliseconds to wait for more records before a send. Default 2. */
  readonly lingerMs?: number
  /** Bytes that may wait; more are refused with `kafka.publish-full`. Default 64 MiB. */
  readonly maxWaitingBytes?: number
  /** Milliseconds a call may wait unsent before it is given back as `kafka.publish-failed`. Default 4,000. */
  readonly maxWaitingMs?: number
  /** Told of each send: records, and seconds until it was acknowledged. */
  readonly onSend?: (records: number, seconds: number) => void
}

/** What the publisher needs of a producer. */
export type SendingProducer = Pick<Producer, 'connect' | 'disconnect' | 'sendBatch'>

/** Where producers come from; kafkajs's client fits. */
export type ProducerSource = { readonly producer: (config: ProducerConfig) => SendingProducer }

/** A publisher. */
export type Publisher = { readonly publish: Publish }

type Waiting = {
  readonly records: readonly PlacedRecord[]
  readonly bytes: number
  readonly since: number
  readonly resolve: () => void
  readonly reject: (error: KafkaError) => void
}

/**
 * Some twenty tries, then the producer's state is not to be trusted any more and a new one takes over. While no broker
 * can be reached kafkajs waits inside one try, so a send may stay unsettled for as long as an outage lasts.
 */
const sendRetries = { initialRetryTime: 100, maxRetryTime: 1_000, multiplier: 2, retries: 20 }

/** Milliseconds between tries to open a producer. */
const reopenMs = 200

/**
 * Opens a publisher that gathers the records of many calls into few sends, at most one of them outstanding. Waits while
 * the brokers are away.
 *
 * With more than one outstanding, an idempotent kafkajs producer rolls its sequence numbers back after a lost response
 * and reuses them, and the broker takes new records for repeated ones: acknowledged and lost (tried). A producer that
 * gave up is thrown away. Records may then stand twice on a topic, never be lost.
 *
 * `close` refuses new calls and sends what waits, for as long as a call may wait.
 */
export async function openPublisher(
  kafka: ProducerSource,
  options: PublisherOptions,
): Promise<{ value: Publisher; close: () => Promise<void> }> {
  const { countPartitions, log, onSend } = options
  const { lingerMs = 2, maxWaitingBytes = 64 * 1024 * 1024, maxWaitingMs = 4_000 } = options
  let producer = await openProducer(kafka, log, isHopeless)
  let waiting: Waiting[] = []
  let waitingBytes = 0
  let isClosing = false
  let running: Promise<void> | undefined

  const publish: Publish = async (records) => {
    if (records.length === 0) return
    if (isClosing) throw new KafkaError('kafka.publish-failed', 'The publisher is closed')
    const placed = records.map((record) => place(record, countPartitions))
    const bytes = placed.reduce((sum, record) => sum + sizeOf(record), 0)
    if (waitingBytes > 0 && waitingBytes + bytes > maxWaitingBytes) {
      throw new KafkaError('kafka.publish-full', 'Too many records wait for the brokers')
    }
    await new Promise<void>((resolve, reject) => {
      waiting.push({ records: placed, bytes, since: performance.now(), resolve, reject })
      waitingBytes += bytes
      running ??= run()
    })
  }

  const expiry = setInterval(() => {
    const limit = performance.now() - maxWaitingMs
    const kept = waiting.findIndex(({ since }) => since >= limit)
    for (const call of waiting.splice(0, kept === -1 ? waiting.length : kept)) {
      waitingBytes -= call.bytes
      call.reject(
        new KafkaError('kafka.publish-failed', `Not sent within ${maxWaitingMs} ms: the brokers are away or slow`),
      )
    }
  }, 250)

  async function run(): Promise<void> {
    while (waiting.length > 0) {
      await pause(lingerMs)
      const calls = waiting
      waiting = []
      waitingBytes = 0
      if (calls.length > 0) await sendAll(calls)
    }
    // In the same breath as the look at what waits, or a call made in between would wait for the next one.
    running = undefined
  }

  async function sendAll(calls: readonly Waiting[]): Promise<void> {
    try {
      for (const send of splitBatches(calls.flatMap(({ records }) => records))) {
        const startedAt = performance.now()
        const acks = await producer.sendBatch({ acks: -1, topicMessages: toTopicMessages(send) })
        const missing = findUnacknowledged(send, acks)
        if (missing.length > 0) throw new Error(`The client did not send to ${missing.join(', ')}`)
        onSend?.(send.length, (performance.now() - startedAt) / 1000)
      }
      for (const { resolve } of calls) resolve()
    } catch (cause) {
      log.warn({ err: cause, calls: calls.length }, 'the brokers did not acknowledge a send; a new producer takes over')
      const error = new KafkaError('kafka.publish-failed', 'The brokers did not acknowledge', cause)
      for (const { reject } of calls) reject(error)
      await disconnect(producer, log)
      if (!isClosing) producer = await openProducer(kafka, log, () => isClosing).catch(() => producer)
    }
  }

  return {
    value: { publish },
    close: async () => {
      isClosing = true
      if (running !== undefined) await Promise.race([running, pause(maxWaitingMs)])
      clearInterval(expiry)
      await disconnect(producer, log)
    },
  }
}

/** Tries until a producer is open, or `isEnough` says of an error that there is no use in another try. */
async function openProducer(
  kafka: ProducerSource,
  log: Log,
  isEnough: (error: unknown) => boolean,
): Promise<SendingProducer> {
  for (;;) {
    const producer = kafka.producer({
      idempotent: true,
      maxInFlightRequests: 1,
      createPartitioner: Partitioners.DefaultPartitioner,
      retry: sendRetries,
    })
    try {
      await producer.connect()
      return producer
    } catch (err) {
      await disconnect(producer, log)
      if (isEnough(err)) throw err
      log.warn({ err }, 'a producer could not be opened; trying again')
      await pause(reopenMs)
    }
  }
}

/** What kafkajs itself would not try again: wrong credentials, missing permissions. */
function isHopeless(error: unknown): boolean {
  return !(error instanceof Error && 'retriable' in error && error.retriable === true)
}

async function disconnect(producer: SendingProducer, log: Log): Promise<void> {
  await producer.disconnect().catch((err: unknown) => log.debug({ err }, 'producer did not disconnect'))
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
