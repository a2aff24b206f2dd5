import type { Admin, Consumer } from 'kafkajs'
import { readCommitted } from './committed.ts'
import { readEnds } from './ends.ts'
import { KafkaError } from './errors.ts'
import { judgeConsumer, unwatched } from './judge-consumer.ts'

/** What {@link watchQuiet} needs. */
export type QuietOptions = {
  readonly consumer: Consumer
  /** Asks the brokers what the consumer would have to ask, over a connection of its own. */
  readonly admin: Admin
  readonly groupId: string
  readonly topics: readonly string[]
  /** Milliseconds for which the consumer may be quiet while the brokers answer others. */
  readonly stuckMs: number
  /** How far it has come in each partition that is to be fetched now, by `topic/partition`. */
  readonly reached: () => ReadonlyMap<string, number>
  readonly onStuck: (error: KafkaError) => void
}

/**
 * Watches for a consumer that has gone quiet, as kafkajs's do at times after trouble with the brokers (kafkajs issues 659,
 * 267 and 1593): nothing is thrown then, and nothing comes any more.
 *
 * @returns the function that ends the watch
 */
export function watchQuiet({ consumer, admin, groupId, topics, stuckMs, reached, onStuck }: QuietOptions): () => void {
  const lookMs = stuckMs / 12
  let watch = unwatched
  let fetchedAt = performance.now()
  let heartbeatAt = fetchedAt
  /** By partition: the offset after the last batch that was brought, though nothing but markers stood in it. */
  const brought = new Map<string, number>()
  consumer.on(consumer.events.FETCH, () => {
    fetchedAt = performance.now()
  })
  consumer.on(consumer.events.HEARTBEAT, () => {
    heartbeatAt = performance.now()
  })
  consumer.on(consumer.events.GROUP_JOIN, () => {
    fetchedAt = performance.now()
    heartbeatAt = fetchedAt
  })
  consumer.on(consumer.events.START_BATCH_PROCESS, ({ payload: { topic, partition, lastOffset } }) => {
    brought.set(`${topic}/${partition}`, Number(lastOffset) + 1)
  })

  const ask = async (): Promise<ReadonlyMap<string, number>> => {
    await readCommitted(admin, groupId, topics)
    return readEnds(admin, topics)
  }
  const note = (ends: ReadonlyMap<string, number> | undefined) => {
    const partitions = ends && toPartitions(ends, reached(), brought)
    const look = { at: performance.now(), fetchedAt, heartbeatAt, partitions }
    const judged = judgeConsumer(watch, look, { lookMs, stuckMs })
    watch = judged.watch
    if (judged.wrong === undefined) return
    onStuck(new KafkaError('kafka.consumer-quiet', `The consumer ${judged.wrong}, while the brokers answer others`))
  }
  let isAsking = false
  const look = async () => {
    // Brokers that have not answered by the next look are away, or so slow that nothing can be said of the consumer.
    if (isAsking) return note(undefined)
    isAsking = true
    const askedAt = performance.now()
    const ends = await ask().catch(() => undefined)
    isAsking = false
    note(performance.now() - askedAt < lookMs ? ends : undefined)
  }
  const timer = setInterval(() => void look(), lookMs)
  return () => clearInterval(timer)
}

function toPartitions(
  ends: ReadonlyMap<string, number>,
  reached: ReadonlyMap<string, number>,
  brought: ReadonlyMap<string, number>,
) {
  return new Map(
    [...reached].map(([name, position]) => [
      name,
      { reached: Math.max(position, brought.get(name) ?? 0), end: ends.get(name) ?? 0 },
    ]),
  )
}
