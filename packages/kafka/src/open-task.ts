import type { Admin, Consumer } from 'kafkajs'
import { KafkaError } from './errors.ts'
import type { FencedProducer, FencedProducerOptions } from './fenced-producer.ts'
import { isHopeless } from './is-hopeless.ts'
import { isRetriable } from './is-retriable.ts'
import { createMailbox, type Mailbox } from './mailbox.ts'
import { createOldestOpen } from './oldest-open.ts'
import { place } from './place.ts'
import { readProgress } from './read-progress.ts'
import type { ReadStart } from './read-start.ts'
import type { Task } from './task.ts'
import type { TasksOptions } from './tasks.ts'
import { type Standing, toRows } from './to-rows.ts'

/** A task as the consumer sees it. */
export type OpenTask = {
  /** Settles when the task has ended; rejects with what must end the process. */
  readonly done: Promise<void>
  /** Where fetched records go; undefined while the task is being opened. */
  readonly mailbox: () => Mailbox | undefined
  readonly pause: (topic: string) => void
  /** Has a topic fetched on from where the mailbox ends. */
  readonly seek: (topic: string) => void
  /** The next offset of a topic that is not yet committed; undefined while the task is being opened. */
  readonly committed: (topic: string) => number | undefined
  /** Epoch milliseconds of the topic's oldest record that has not ended, as far as was fetched; undefined where there is none. */
  readonly oldest: (topic: string) => number | undefined
  /** How far each topic has been brought that is not held back on purpose; nothing while the task is being opened. */
  readonly reached: () => ReadonlyMap<string, number>
  /** The group was joined anew, and the task is still ours: it goes on with what it has. */
  readonly rejoin: () => void
  /** Has the task begin nothing more, and end once the turn that it is committing is committed. */
  readonly drain: () => void
  /** Ends the task here and now: it belongs to someone else. */
  readonly abandon: () => void
}

/** What {@link openTask} needs. */
export type OpenTaskOptions = {
  /** Fences whoever had the transactional id before. */
  readonly openProducer: (options: FencedProducerOptions) => Promise<FencedProducer>
  readonly admin: Pick<Admin, 'fetchOffsets'>
  readonly consumer: Pick<Consumer, 'pause' | 'resume' | 'seek'>
  readonly partition: number
  readonly options: TasksOptions
  readonly owns: () => boolean
  readonly starts: ReadStart
}

/** Milliseconds between looks at whether a turn may be committed, while the group hands its tasks round. */
const ownMs = 20

/** A transaction that nobody ends holds back every reader of its topics, so it is kept short. */
const transactionTimeoutMs = 30_000

/**
 * Opens a task and runs it until it is abandoned: fence the owner before, read what is committed, fetch from there, work.
 * What fails in a way that may pass is begun anew from what is committed.
 */
export function openTask({
  openProducer,
  admin,
  consumer,
  partition,
  options,
  owns,
  starts,
}: OpenTaskOptions): OpenTask {
  const {
    groupId,
    topics,
    log,
    runTask,
    countPartitions,
    maxWaitingRecords = 5_000,
    maxWaitingBytes = 8 << 20,
  } = options
  const controller = new AbortController()
  const { signal } = controller
  let isAbandoned = false
  const here = (topic: string) => ({ topic, partitions: [partition] })
  const committed = new Map<string, Standing>()
  const paused = new Set<string>()
  let mailbox: Mailbox | undefined
  let open = createOldestOpen()

  // What is abandoned keeps its hands off the consumer: the partition may be fetched for the next task already, and a
  // stopped consumer throws.
  const pause = (topic: string) => {
    if (signal.aborted) return
    paused.add(topic)
    consumer.pause([here(topic)])
  }
  const resumeLow = () => {
    if (signal.aborted) return
    for (const topic of paused) {
      if (mailbox?.isLow(topic) && paused.delete(topic)) consumer.resume([here(topic)])
    }
  }

  async function work(): Promise<void> {
    const producer = await openProducer({
      transactionalId: `${groupId}-${partition}`,
      groupId,
      partition,
      transactionTimeoutMs,
    }).catch(lost('could not be opened'))
    try {
      const { offsets, notes } = await readProgress(admin, groupId, topics, partition, starts).catch(
        lost('could not read what is committed'),
      )
      committed.clear()
      for (const [topic, offset] of offsets) committed.set(topic, { offset, note: notes.get(topic) ?? '' })
      if (signal.aborted) return

      const opened = createMailbox(offsets, { maxRecords: maxWaitingRecords, maxBytes: maxWaitingBytes })
      mailbox = opened
      open = createOldestOpen()
      for (const [topic, offset] of offsets) consumer.seek({ topic, partition, offset: String(offset) })
      consumer.resume(topics.map(here))
      paused.clear()
      await runTask({
        partition,
        notes,
        signal,
        owns: () => !signal.aborted && owns(),
        mailbox: {
          ...opened,
          take: (limit, accept) => {
            const taken = opened.take(limit, accept)
            open.took(taken)
            resumeLow()
            return taken
          },
        },
        commit: async ({ records, progress, mayCommit = () => true }) => {
          const placed = records.map((record) => place(record, countPartitions))
          const rows = toRows(progress, committed, opened.past)
          // Not ours may mean not ours yet again: the turn is committed once the group has handed its tasks round.
          let isCommitted = false
          while (!isCommitted) {
            await untilOurs()
            if (!mayCommit())
              throw new KafkaError('kafka.task-lost', `Task ${partition} may not commit its turn any more`)
            isCommitted = await producer
              .commit(placed, rows, () => isOurs() && mayCommit())
              .catch(lost('did not commit its turn'))
          }
          for (const { topic, offset, note } of rows) {
            committed.set(topic, { offset, note })
            open.committed(topic, offset)
          }
        },
        isBehind: () => toRows(new Map(), committed, opened.past).length > 0,
        setBarrier: (topic) => producer.setBarrier(topic).catch(lost('could not set a barrier')),
      } satisfies Task)
    } finally {
      mailbox = undefined
      await producer.close()
    }
  }

  // Asked of a commit only: one that is under way when the process stops is the last thing that a task does.
  const isOurs = () => !isAbandoned && owns()
  async function untilOurs(): Promise<void> {
    while (!isOurs()) {
      if (isAbandoned) throw new KafkaError('kafka.task-lost', `Task ${partition} is not ours any more`)
      await new Promise((resolve) => setTimeout(resolve, ownMs))
    }
  }

  function lost(what: string) {
    return (cause: unknown): never => {
      if (isHopeless(cause)) throw cause
      throw new KafkaError('kafka.task-lost', `Task ${partition} ${what}`, cause)
    }
  }

  async function workUntilAbandoned(): Promise<void> {
    for (let failures = 0; !signal.aborted; failures++) {
      const openedAt = performance.now()
      try {
        await work()
      } catch (error) {
        if (!isRetriable(error)) throw error
        if (signal.aborted) return
        // A task that worked for a while failed for a new reason: its waits begin anew.
        if (performance.now() - openedAt > 60_000) failures = 0
        log.warn({ err: error, partition }, 'task begins anew from what is committed')
        pauseAll()
        await wait(Math.min(5_000, 100 * 2 ** failures), signal)
        // One that was frozen in mid-commit would fence whoever the group has given the task to since.
        while (!signal.aborted && !owns()) await wait(ownMs, signal)
      }
    }
  }

  const seek = (topic: string) => {
    const offset = mailbox?.position(topic)
    if (offset !== undefined && !signal.aborted) consumer.seek({ topic, partition, offset: String(offset) })
  }
  const pauseAll = () => consumer.pause(topics.map(here))
  pauseAll()
  return {
    done: workUntilAbandoned(),
    mailbox: () => mailbox,
    pause,
    seek,
    committed: (topic) => (mailbox === undefined ? undefined : committed.get(topic)?.offset),
    oldest: (topic) => {
      if (mailbox === undefined) return undefined
      return open.of(topic) ?? mailbox.headOf(topic)?.timestamp
    },
    reached: () => {
      const positions = new Map<string, number>()
      for (const topic of topics) {
        const position = mailbox?.position(topic)
        if (position !== undefined && !paused.has(topic)) positions.set(topic, position)
      }
      return positions
    },
    // kafkajs forgets where it was whenever it joins, and would begin at what is committed. What it had paused it keeps so.
    rejoin: () => topics.forEach(seek),
    drain: () => {
      if (!signal.aborted) pauseAll()
      controller.abort()
    },
    abandon: () => {
      isAbandoned = true
      controller.abort()
    },
  }
}

function wait(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, ms)
    function done() {
      clearTimeout(timer)
      signal.removeEventListener('abort', done)
      resolve()
    }
    signal.addEventListener('abort', done)
  })
}
