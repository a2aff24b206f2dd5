import { KafkaError } from './errors.ts'
import { isNotAllowed } from './explain-refusal.ts'
import { gatherSends } from './gather-sends.ts'
import type { IdempotentProducer } from './idempotent-producer.ts'
import { type CountPartitions, place } from './place.ts'
import { type OutgoingRecord, type PlacedRecord, sizeOf } from './record.ts'
import { within } from './within.ts'

/**
 * Writes records; resolves when every in-sync replica has all of them.
 *
 * @param withinMs - milliseconds after which it rejects with `kafka.publish-failed`; without it, it waits for as long as
 * the brokers are away
 * @throws KafkaError `kafka.publish-full` when nothing of it was sent; `kafka.publish-failed` when that is not known
 */
export type Publish = (records: readonly OutgoingRecord[], withinMs?: number) => Promise<void>

/** Bounds of the publisher, and who is told of its work. */
export type PublisherOptions = {
  readonly countPartitions: CountPartitions
  /**
   * Milliseconds that a call waits for others to go with it, unless much waits already. Default 8: a send costs us and the
   * brokers about the same whether it holds one record of a partition or fifty.
   */
  readonly lingerMs?: number
  /** Bytes that may wait; more are refused with `kafka.publish-full`. Default 64 MiB. */
  readonly maxWaitingBytes?: number
  /** Told of each send: records, and seconds until it was acknowledged. */
  readonly onSend?: (records: number, seconds: number) => void
  /** Milliseconds that `close` gives what still waits. Default 4,000. */
  readonly closeWithinMs?: number
}

/** A publisher. */
export type Publisher = {
  readonly publish: Publish
  /** Milliseconds for which the send that is under way has been so; 0 while there is none. */
  readonly stalledMs: () => number
}

type Call = {
  readonly records: readonly PlacedRecord[]
  readonly bytes: number
  readonly since: number
  readonly dueAt: number
  /** Absent once it is settled. */
  settle: ((error?: KafkaError) => void) | undefined
}

/** Milliseconds between looks at which calls are overdue. */
const lookMs = 100

/** Bytes that are worth a send of their own: nothing is gained by waiting for more. */
const enoughBytes = 32 * 1024

/**
 * Opens a publisher that gathers the records of many calls into few sends, one after the other.
 *
 * A call that becomes overdue unsent is taken out; one that is under way may be stored all the same. `close` refuses new
 * calls and sends what waits, for a while.
 */
export function openPublisher(
  producer: IdempotentProducer,
  options: PublisherOptions,
): { readonly value: Publisher; readonly close: () => Promise<void> } {
  const { countPartitions, onSend } = options
  const { lingerMs = 8, maxWaitingBytes = 64 * 1024 * 1024, closeWithinMs = 4_000 } = options
  let waiting: Call[] = []
  let underWay: Call[] = []
  let waitingBytes = 0
  let sentAt: number | undefined
  let endLinger: (() => void) | undefined
  let isClosing = false
  let running: Promise<void> | undefined

  const publish: Publish = (records, withinMs = Number.POSITIVE_INFINITY) =>
    new Promise((resolve, reject) => {
      if (records.length === 0) return resolve()
      if (isClosing) return reject(new KafkaError('kafka.publish-full', 'The publisher is closed'))
      const placed = records.map((record) => place(record, countPartitions))
      const bytes = placed.reduce((sum, record) => sum + sizeOf(record), 0)
      if (waitingBytes > 0 && waitingBytes + bytes > maxWaitingBytes) {
        return reject(new KafkaError('kafka.publish-full', 'Too many records wait for the brokers'))
      }
      const since = performance.now()
      waiting.push({
        records: placed,
        bytes,
        since,
        dueAt: since + withinMs,
        settle: (error) => (error ? reject(error) : resolve()),
      })
      waitingBytes += bytes
      if (waitingBytes >= enoughBytes) endLinger?.()
      running ??= run()
    })

  const overdue = setInterval(() => {
    const now = performance.now()
    const isLate = ({ dueAt }: Call) => dueAt <= now
    for (const call of [...underWay, ...waiting].filter(isLate)) settle(call, toLateError())
    waiting = waiting.filter(({ settle }) => settle !== undefined)
    waitingBytes = waiting.reduce((sum, { bytes }) => sum + bytes, 0)
  }, lookMs)

  async function run(): Promise<void> {
    for (let [oldest] = waiting; oldest !== undefined; [oldest] = waiting) {
      // What came while the last send was under way has waited already.
      const restMs = lingerMs - (performance.now() - oldest.since)
      if (restMs > 0 && waitingBytes < enoughBytes) await linger(restMs)
      underWay = waiting
      waiting = []
      waitingBytes = 0
      if (underWay.length > 0) await sendAll(underWay)
      underWay = []
    }
    // In the same breath as the look at what waits, or a call made in between would wait for the next one.
    running = undefined
  }

  function linger(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const end = () => {
        clearTimeout(timer)
        endLinger = undefined
        resolve()
      }
      const timer = setTimeout(end, ms)
      endLinger = end
    })
  }

  async function sendAll(calls: readonly Call[]): Promise<void> {
    try {
      const refused = new Map<string, Error>()
      for (const send of gatherSends(calls.map(({ records }) => records))) {
        const startedAt = performance.now()
        sentAt = startedAt
        for (const { topic, partition, error } of await producer.send(send)) refused.set(`${topic}/${partition}`, error)
        onSend?.(
          send.reduce((sum, { records }) => sum + records.length, 0),
          (performance.now() - startedAt) / 1000,
        )
      }
      for (const call of calls) settle(call, refused.size === 0 ? undefined : findRefusal(call, refused))
    } catch (cause) {
      for (const call of calls)
        settle(call, new KafkaError('kafka.publish-failed', 'The brokers did not answer', cause))
    } finally {
      sentAt = undefined
    }
  }

  return {
    value: { publish, stalledMs: () => (sentAt === undefined ? 0 : performance.now() - sentAt) },
    close: async () => {
      isClosing = true
      if (running !== undefined) await within(closeWithinMs, running)
      clearInterval(overdue)
      await producer.close()
      for (const call of [...underWay, ...waiting]) settle(call, toLateError())
    },
  }
}

function settle(call: Call, error?: KafkaError): void {
  const told = call.settle
  call.settle = undefined
  told?.(error)
}

function findRefusal({ records }: Call, refused: ReadonlyMap<string, Error>): KafkaError | undefined {
  for (const { topic, partition } of records) {
    const cause = refused.get(`${topic}/${partition}`)
    if (cause) {
      const why = isNotAllowed(cause) ? ': this user is not allowed to write it' : ''
      return new KafkaError('kafka.publish-failed', `The brokers refuse records of ${topic}${why}`, cause)
    }
  }
  return undefined
}

function toLateError(): KafkaError {
  return new KafkaError('kafka.publish-failed', 'The brokers did not answer in time: they are away or slow')
}
