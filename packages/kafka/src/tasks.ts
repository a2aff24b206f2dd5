import type { EachBatchPayload, Kafka } from 'kafkajs'
import { createTaskAssigner } from './assigner.ts'
import { patient } from './connect.ts'
import { openFencedProducer } from './fenced-producer.ts'
import { handOver } from './hand-over.ts'
import type { Log } from './log.ts'
import { type OpenTask, openTask } from './open-task.ts'
import { acknowledge, isUnbroken, join, lose, owns, unowned } from './ownership.ts'
import type { CountPartitions } from './place.ts'
import { fetchedOffsetOf, toInput } from './read-batch.ts'
import { createReadStart } from './read-start.ts'
import type { Subscriber } from './share-topics.ts'
import type { RunTask } from './task.ts'
import { toLag } from './to-lag.ts'
import { toOldest } from './to-oldest.ts'
import { watchConsumer } from './watch-consumer.ts'
import { watchQuiet } from './watch-quiet.ts'
import { within } from './within.ts'

/** What {@link openTasks} needs. */
export type TasksOptions = {
  readonly groupId: string
  /** Topics whose partitions p make task p; all with the same number of partitions. */
  readonly topics: readonly string[]
  /**
   * Topics that belong to a task as well, and that each owner reads from their beginning: nothing is to be committed for
   * them, and they do not lag.
   */
  readonly replayed?: readonly string[]
  readonly countPartitions: CountPartitions
  readonly runTask: RunTask
  readonly log: Log
  /** Called once, when the process has to end. */
  readonly onFatal: (error: unknown) => void
  /** Told of the tasks that each join of the group gives to us. */
  readonly onJoin?: (tasks: readonly number[]) => void
  /** Milliseconds without a heartbeat after which the group gives our tasks to others. Default 10,000. */
  readonly sessionTimeoutMs?: number
  /**
   * Milliseconds for which the consumer may be quiet, or brought nothing of a log that grows, while the brokers answer
   * others: then the process has to end. Default 120,000, four times what the group may take to hand its tasks round.
   */
  readonly stuckMs?: number
  /** Records and bytes that may wait in a task, for each topic. Default 5,000 and 8 MiB. */
  readonly maxWaitingRecords?: number
  readonly maxWaitingBytes?: number
}

/** The tasks of this process: what is owned, and how far behind. */
export type Tasks = {
  readonly owned: () => readonly number[]
  /** Whether every task that was given to us has been opened. */
  readonly areOpen: () => boolean
  /** Whether the group has counted us among the living lately; false too while it hands its tasks round. */
  readonly isMember: () => boolean
  /**
   * Offsets between what is committed and the end of the log, by topic, as far as the last fetch saw: transaction markers
   * count, and a full mailbox does not fetch.
   */
  readonly lag: () => ReadonlyMap<string, number>
  /**
   * Epoch milliseconds at which the oldest record was written that has not ended, by topic, of the topics that have one as
   * far as the last fetch saw.
   */
  readonly oldest: () => ReadonlyMap<string, number>
}

/** Between a heartbeat's being sent and the group's giving our tasks away, this much is kept for what is in the air. */
const leaseMarginMs = 2_000

/** For how long at most turns that are being committed hold up the end of the process. */
const drainMs = 5_000

/**
 * Joins the group and runs a task for each partition it is given, until closed.
 *
 * `eachBatch` only fills mailboxes, so a slow task never holds up the fetches of the others, nor the heartbeats. Closing
 * begins nothing more, waits for turns that are being committed, five seconds at most, and leaves the group.
 */
export async function openTasks(
  kafka: Kafka,
  options: TasksOptions,
): Promise<{ value: Tasks; close: () => Promise<void> }> {
  const { groupId, replayed = [], log, sessionTimeoutMs = 10_000, stuckMs = 120_000 } = options
  const topics = [...options.topics, ...replayed]
  const leaseMs = sessionTimeoutMs - leaseMarginMs
  // We go on, and it is they who end: a wrong setting of a newcomer must not stop those who work.
  const onStrangers = (strangers: readonly Subscriber[]) =>
    log.error(
      { groupId, members: strangers.map(({ memberId }) => memberId), topics: strangers[0]?.topics },
      'members of the consumer group read other topics and are given no tasks: ' +
        'another deployment needs another GROUP_ID; in a rolling deployment of a new version this passes',
    )
  let ownership = unowned
  const tasks = new Map<number, OpenTask>()
  const claim = () => ({ generation: ownership.generation, tasks: [...tasks.keys()] })
  const admin = kafka.admin()
  await admin.connect()
  const consumer = kafka.consumer({
    groupId,
    partitionAssigners: [createTaskAssigner(claim, onStrangers)],
    sessionTimeout: sessionTimeoutMs,
    rebalanceTimeout: 30_000,
    heartbeatInterval: 1_000,
    maxWaitTimeInMs: 250,
    retry: patient,
  })

  const endOf = new Map<string, number>()
  let hasFailed = false
  const onFatal = (error: unknown) => {
    if (!hasFailed) options.onFatal(error)
    hasFailed = true
  }
  let isClosing = false
  const loseAll = () => {
    for (const task of tasks.values()) task.abandon()
    tasks.clear()
  }
  const starts = createReadStart(admin, topics)
  const open = (partition: number) => {
    const task = openTask({
      openProducer: (fence) => openFencedProducer(kafka, fence),
      admin,
      options: { ...options, topics },
      partition,
      starts,
      owns: () => owns(ownership, performance.now(), leaseMs),
      consumer,
    })
    task.done.catch((error: unknown) => {
      if (tasks.get(partition) === task) onFatal(error)
    })
    return task
  }
  const joined = (assigned: readonly number[], generation: number) => {
    const mayKeep = isUnbroken(ownership, generation)
    ownership = join(generation, performance.now())
    const wanted = isClosing ? assigned.filter((partition) => mayKeep && tasks.has(partition)) : assigned
    const change = handOver(tasks, wanted, mayKeep, open)
    log.info({ generation, ...change }, 'tasks assigned')
    options.onJoin?.(assigned)
  }

  watchConsumer(consumer, onFatal, {
    joined,
    heartbeat: (generation) => {
      const wasRebalancing = ownership.isRebalancing
      ownership = acknowledge(ownership, performance.now(), generation)
      if (wasRebalancing && !ownership.isRebalancing) {
        log.info({ generation }, 'the group has not handed its tasks round; ours are still ours')
      }
    },
    rebalancing: () => {
      if (!ownership.isRebalancing) log.info({ generation: ownership.generation }, 'rebalance begins')
      ownership = lose(ownership)
    },
    stopped: () => {
      ownership = lose(ownership)
      loseAll()
    },
  })

  const reached = () =>
    new Map(
      [...tasks].flatMap(([partition, task]) =>
        [...task.reached()].map(([topic, offset]) => [`${topic}/${partition}`, offset] as const),
      ),
    )
  // What holds no record for us is brought to nobody else.
  consumer.on(consumer.events.START_BATCH_PROCESS, ({ payload }) => {
    const { topic, partition, batchSize, firstOffset, lastOffset } = payload
    if (batchSize > 0 || firstOffset === null) return
    tasks.get(partition)?.mailbox()?.skip(topic, Number(firstOffset), Number(lastOffset))
  })
  const endWatch = watchQuiet({ consumer, admin, groupId, topics, stuckMs, reached, onStuck: onFatal })

  const eachBatch = async ({ batch, resolveOffset, heartbeat, isRunning, isStale }: EachBatchPayload) => {
    const task = tasks.get(batch.partition)
    const mailbox = task?.mailbox()
    if (task === undefined || mailbox === undefined || !isRunning() || isStale()) return
    endOf.set(`${batch.topic}/${batch.partition}`, Number(batch.highWatermark))
    const records = batch.messages.map(toInput(batch.topic, batch.partition))
    if (mailbox.offer(batch.topic, fetchedOffsetOf(batch), records, Number(batch.lastOffset()))) {
      resolveOffset(batch.lastOffset())
      if (mailbox.isFull(batch.topic)) task.pause(batch.topic)
    } else {
      task.seek(batch.topic)
    }
    await heartbeat()
  }

  const close = async () => {
    isClosing = true
    endWatch()
    const ending = [...tasks.values()]
    for (const task of ending) task.drain()
    const ended = Promise.allSettled(ending.map(({ done }) => done))
    await within(drainMs, ended)
    loseAll()
    // Leaves the group: the others are given our tasks at once, and not when our session has timed out.
    await consumer.disconnect()
    await ended
    await admin.disconnect()
  }
  try {
    await consumer.connect()
    await consumer.subscribe({ topics: [...topics], fromBeginning: true })
    await consumer.run({ autoCommit: false, eachBatchAutoResolve: false, partitionsConsumedConcurrently: 1, eachBatch })
  } catch (error) {
    await close()
    throw error
  }

  return {
    value: {
      areOpen: () => [...tasks.values()].every((task) => task.mailbox() !== undefined),
      owned: () => [...tasks.keys()],
      isMember: () => owns(ownership, performance.now(), leaseMs),
      lag: () => toLag(options.topics, tasks, endOf),
      oldest: () => toOldest(options.topics, tasks.values()),
    },
    close,
  }
}
