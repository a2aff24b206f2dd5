import Broker from 'kafkajs/src/broker/index.js'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { fetchCommitted } from './committed.ts'
import { openFencedProducer } from './fenced-producer.ts'
import {
  createClient,
  createLog,
  createTopics,
  openTestPublisher,
  readAll,
  settle,
  textOf,
  uniqueName,
  until,
} from './real-broker.spec.ts'
import type { InputRecord } from './record.ts'
import type { RunTask, Task } from './task.ts'
import { openTasks, type TasksOptions } from './tasks.ts'
import { withAdmin } from './with-admin.ts'

const log = createLog()
const kafka = createClient(log)

const closers: Array<() => Promise<void>> = []
afterEach(async () => {
  await Promise.all(closers.splice(0).map((close) => close()))
})

/** Joins the group as a process of its own would: with a client of its own. */
async function openMember(options: Omit<TasksOptions, 'log' | 'onFatal'>) {
  const fatal: unknown[] = []
  const onFatal = (error: unknown) => void fatal.push(error)
  const client = createClient(log, onFatal)
  const { value, close } = await openTasks(client, { ...options, log, onFatal })
  let closing: Promise<void> | undefined
  const closeOnce = () => {
    closing ??= close()
    return closing
  }
  closers.push(closeOnce)
  return { tasks: value, fatal, close: closeOnce }
}

/** For each topic the offset after the last record taken, and as its note how many records of it were worked through. */
function toProgress(taken: readonly InputRecord[], done: Map<string, number>) {
  const progress = new Map<string, { offset: number; note: string }>()
  for (const { topic, offset } of taken) {
    done.set(topic, (done.get(topic) ?? 0) + 1)
    progress.set(topic, { offset: offset + 1, note: String(done.get(topic)) })
  }
  return progress
}

/** Opens the producer of a task as another owner would, so that whoever had it is fenced off. */
async function fenceOff(groupId: string, partition: number): Promise<void> {
  const transactionalId = `${groupId}-${partition}`
  const thief = await openFencedProducer(kafka, { transactionalId, groupId, partition, transactionTimeoutMs: 30_000 })
  await thief.close()
}

const toOutput =
  (out: string) =>
  ({ key, value }: InputRecord) => ({ topic: out, key, value })

/** Copies what comes to `out`, a turn at a time, with `work` in place of slow calls. */
function createCopy(out: string, work: (task: Task, taken: readonly InputRecord[]) => Promise<void>): RunTask {
  return async (task) => {
    const done = new Map([...task.notes].map(([topic, note]) => [topic, Number(note)]))
    while (!task.signal.aborted) {
      if (!task.owns()) {
        await new Promise((resolve) => setTimeout(resolve, 10))
        continue
      }
      const taken = task.mailbox.take(400, () => true)
      if (taken.length === 0) {
        if (task.isBehind()) await task.commit({ records: [], progress: new Map() })
        await task.mailbox.arrival(100)
        continue
      }
      await work(task, taken)
      await task.commit({ records: taken.map(toOutput(out)), progress: toProgress(taken, done) })
    }
  }
}

async function publishNumbers(topics: readonly string[], partitions: number, from: number, to: number) {
  const { value, close } = openTestPublisher(kafka, log, { countPartitions: () => partitions }, topics)
  const numbers = Array.from({ length: to - from }, (_, i) => from + i)
  await value.publish(
    numbers.map((n) => ({
      topic: topics[n % topics.length] ?? '',
      key: `lane-${n % 40}`,
      value: Buffer.from(String(n)),
    })),
  )
  await close()
}

/** What the group's tasks wrote, all of their transactions ended. */
async function readOutput(out: string, groupId: string, partitions: number): Promise<InputRecord[]> {
  await Promise.all(Array.from({ length: partitions }, (_, p) => settle(kafka, `${groupId}-${p}`)))
  return readAll(kafka, [out])
}

/** Resolves once the group has committed `offset` in partition 0 of a topic. */
async function untilCommitted(groupId: string, topic: string, offset: number): Promise<void> {
  for (const deadline = performance.now() + 45_000; ; ) {
    const [row] = await fetchCommitted(kafka, groupId, [topic])
    if (row?.offset === offset) return
    if (performance.now() > deadline) throw new Error(`Waited in vain for ${offset}: ${row?.offset} is committed`)
  }
}

/** Writes records into partition 0 of a topic in one transaction, which leaves its marker behind them. */
async function publishInTransaction(topic: string, values: readonly string[]): Promise<void> {
  const groupId = uniqueName('writer')
  const producer = await openFencedProducer(kafka, {
    transactionalId: groupId,
    groupId,
    partition: 0,
    transactionTimeoutMs: 30_000,
  })
  const records = values.map((value) => ({ topic, partition: 0, key: 'k', value: Buffer.from(value) }))
  await producer.commit(records, [], () => true)
  await producer.close()
  await settle(kafka, groupId)
}

/** Deletes what stands in partition 0 before an offset, as retention does. */
function deleteBefore(topic: string, offset: number): Promise<void> {
  return withAdmin(kafka, async (admin) => {
    await admin.fetchTopicMetadata({ topics: [topic] })
    await admin.deleteTopicRecords({ topic, partitions: [{ partition: 0, offset: String(offset) }] })
  })
}

describe('tasks', () => {
  it('lose nothing and repeat nothing while members join and leave', async () => {
    const partitions = 6
    const topics = [uniqueName('in'), uniqueName('in'), uniqueName('in')]
    const [out, groupId] = [uniqueName('out'), uniqueName('group')]
    const countPartitions = await createTopics(kafka, [...topics, out], partitions)
    let committed = 0
    const calls: Array<{ partition: number; tenure: Task }> = []
    const copy = createCopy(out, async (task, taken) => {
      for (let call = 0; call < 3; call++) {
        if (task.owns()) calls.push({ partition: task.partition, tenure: task })
        await new Promise((resolve) => setTimeout(resolve, 5))
      }
      committed += taken.length
    })
    const join = () =>
      openMember({ groupId, topics, countPartitions, runTask: copy, maxWaitingRecords: 300, maxWaitingBytes: 1 << 20 })

    const members = [await join()]
    await publishNumbers(topics, partitions, 0, 6_000)
    await until('the first records are worked on', () => committed > 500)
    members.push(await join())
    await publishNumbers(topics, partitions, 6_000, 12_000)
    await until('both members own tasks', () => members.every(({ tasks }) => tasks.owned().length === 3))
    members.push(await join())
    await until('three members own tasks', () => members.every(({ tasks }) => tasks.owned().length === 2))
    await publishNumbers(topics, partitions, 12_000, 20_000)
    await members.shift()?.close()
    await until('the others own all tasks', () => members.every(({ tasks }) => tasks.owned().length === 3))
    const ends = async () => {
      const rows = await fetchCommitted(kafka, groupId, topics)
      return rows.reduce((sum, { note }) => sum + Number(note), 0)
    }
    for (const deadline = performance.now() + 45_000; (await ends()) < 20_000 && performance.now() < deadline; );
    await Promise.all(members.map(({ close }) => close()))

    const found = await readOutput(out, groupId, partitions)
    const numbers = found.map((record) => Number(textOf(record)))
    expect(numbers.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 20_000 }, (_, i) => i))
    // The notes are sums that went from owner to owner.
    expect(await ends()).toBe(20_000)
    for (const { fatal } of members) expect(fatal).toEqual([])
    expect(log.lines.filter(({ level, message }) => level === 'warn' && /concurrent|rebalanc/i.test(message))).toEqual(
      [],
    )
    for (let partition = 0; partition < partitions; partition++) {
      const tenures = calls.filter((call) => call.partition === partition).map(({ tenure }) => tenure)
      const changes = tenures.filter((tenure, i) => tenure !== tenures[i - 1])
      // Once a new owner has called, an earlier one does not any more.
      expect(changes).toHaveLength(new Set(tenures).size)
    }
  })

  it('stay open, with what they have taken in, while others join and leave beside them', async () => {
    const partitions = 6
    const topics = [uniqueName('in'), uniqueName('in')]
    const [out, groupId] = [uniqueName('out'), uniqueName('group')]
    const countPartitions = await createTopics(kafka, [...topics, out], partitions)
    const openings: number[][] = []
    const join = async () => {
      const opened: number[] = []
      openings.push(opened)
      const copy = createCopy(out, () => new Promise((resolve) => setTimeout(resolve, 5)))
      const runTask: RunTask = (task) => {
        opened.push(task.partition)
        return copy(task)
      }
      // Long, so that a machine that stalls does not cost the membership.
      return openMember({ groupId, topics, countPartitions, runTask, maxWaitingRecords: 300, sessionTimeoutMs: 40_000 })
    }

    const steady = await join()
    await until('the first member has all tasks', () => steady.tasks.areOpen() && steady.tasks.owned().length === 6)
    const kept = new Set(steady.tasks.owned())
    const rounds = 3
    for (let round = 0; round < rounds; round++) {
      await publishNumbers(topics, partitions, round * 2_000, round * 2_000 + 2_000)
      const passing = await join()
      await until('tasks are shared', () => passing.tasks.owned().length === 3 && steady.tasks.owned().length === 3)
      for (const task of kept) if (!steady.tasks.owned().includes(task)) kept.delete(task)
      await until('both work', () => passing.tasks.isMember() && passing.tasks.areOpen())
      await passing.close()
      // Open too: a task that is taken away again while it is being opened is never worked for.
      const isWhole = () => steady.tasks.owned().length === 6 && steady.tasks.areOpen()
      await until('the first member has all tasks again', isWhole)
      expect(passing.fatal).toEqual([])
    }
    const total = rounds * 2_000
    const isDone = async () =>
      (await fetchCommitted(kafka, groupId, topics)).reduce((sum, { note }) => sum + Number(note), 0) === total
    for (const deadline = performance.now() + 45_000; !(await isDone()) && performance.now() < deadline; );
    await steady.close()

    const numbers = (await readOutput(out, groupId, partitions)).map((record) => Number(textOf(record)))
    expect(numbers.toSorted((a, b) => a - b)).toEqual(Array.from({ length: total }, (_, i) => i))
    const [ofSteady = [], ...ofPassing] = openings
    expect(kept.size).toBe(3)
    expect(ofSteady.filter((partition) => kept.has(partition))).toHaveLength(3)
    expect(ofSteady).toHaveLength(6 + rounds * 3)
    expect(ofPassing.map(({ length }) => length)).toEqual([3, 3, 3])
    expect(steady.fatal).toEqual([])
  }, 120_000)

  it('commit the turn they are committing when the process stops, and are the others’ at once', async () => {
    const [topic, out, groupId] = [uniqueName('in'), uniqueName('out'), uniqueName('group')]
    const countPartitions = await createTopics(kafka, [topic, out], 2)
    // So long that nobody is given the tasks in this test but by word of who leaves.
    const options = { groupId, topics: [topic], countPartitions, sessionTimeoutMs: 300_000 }
    const isStoppedAtEnd: boolean[] = []
    let first: Awaited<ReturnType<typeof openMember>> | undefined
    const stopped: Array<Promise<void>> = []
    const runTask: RunTask = createCopy(out, () => Promise.resolve())
    first = await openMember({
      ...options,
      runTask: (task) =>
        runTask({
          ...task,
          commit: async (turn) => {
            const committing = task.commit(turn)
            if (first !== undefined) stopped.push(first.close())
            await committing
            isStoppedAtEnd.push(task.signal.aborted)
          },
        }),
    })
    await until('the first has its tasks', () => first?.tasks.owned().length === 2 && first.tasks.areOpen())
    await publishNumbers([topic], 2, 0, 1_000)
    await until('a turn is being committed', () => stopped.length > 0)
    await Promise.all(stopped)
    const ofFirst = await fetchCommitted(kafka, groupId, [topic])
    const second = await openMember({ ...options, runTask })
    await until('the second has all tasks', () => second.tasks.owned().length === 2)
    const isDone = async () => (await readAll(kafka, [out])).length >= 1_000
    for (const deadline = performance.now() + 45_000; !(await isDone()) && performance.now() < deadline; );
    await second.close()

    expect(new Set(isStoppedAtEnd)).toEqual(new Set([true]))
    expect(ofFirst.filter(({ note }) => note !== '')).toHaveLength(isStoppedAtEnd.length)
    const numbers = (await readOutput(out, groupId, 2)).map((record) => Number(textOf(record)))
    expect(numbers.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 1_000 }, (_, i) => i))
    expect([first.fatal, second.fatal]).toEqual([[], []])
  })

  it('keep the order of each topic and partition, through pauses and resumes', async () => {
    const [topic, out, groupId] = [uniqueName('in'), uniqueName('out'), uniqueName('group')]
    const countPartitions = await createTopics(kafka, [topic, out], 1)
    await publishNumbers([topic], 1, 0, 5_000)

    const copy = createCopy(out, () => Promise.resolve())
    const { tasks, close } = await openMember({
      groupId,
      topics: [topic],
      countPartitions,
      runTask: copy,
      maxWaitingRecords: 10,
    })
    await untilCommitted(groupId, topic, 5_000)
    const lag = tasks.lag()
    await close()

    const found = await readOutput(out, groupId, 1)
    expect(found.map((record) => Number(textOf(record)))).toEqual(Array.from({ length: 5_000 }, (_, i) => i))
    expect(lag).toEqual(new Map([[topic, 0]]))
  })

  it('tell how old the oldest record is that has not ended, also while a turn holds it', async () => {
    const [topic, out, groupId] = [uniqueName('in'), uniqueName('out'), uniqueName('group')]
    const countPartitions = await createTopics(kafka, [topic, out], 1)
    const before = Date.now()
    await publishNumbers([topic], 1, 0, 10)
    const after = Date.now()

    let letGo = () => {}
    const held = new Promise<void>((resolve) => {
      letGo = resolve
    })
    let hasTaken = false
    const runTask = createCopy(out, () => {
      hasTaken = true
      return held
    })
    const { tasks } = await openMember({ groupId, topics: [topic], countPartitions, runTask })
    await until('a turn has begun', () => hasTaken)
    const writtenAt = tasks.oldest().get(topic) ?? 0
    letGo()

    expect(writtenAt).toBeGreaterThanOrEqual(before)
    expect(writtenAt).toBeLessThanOrEqual(after)
    await until('all has ended', () => tasks.oldest().size === 0)
  })

  it('end the process with what the broker will refuse at every try', async () => {
    const [topic, out, groupId] = [uniqueName('in'), uniqueName('out'), uniqueName('group')]
    const countPartitions = await createTopics(kafka, [topic, out], 1)
    await publishNumbers([topic], 1, 0, 1)

    const { fatal, close } = await openMember({
      groupId,
      topics: [topic],
      countPartitions,
      runTask: async (task) => {
        await until('the task is owned', () => task.owns() || task.signal.aborted)
        // Above what the topic takes.
        const records = [{ topic: out, key: null, value: Buffer.alloc(1_500_000) }]
        await task.commit({ records, progress: new Map([[topic, { offset: 1, note: '1' }]]) })
      },
    })
    await until('the process is told to end', () => fatal.length > 0)
    await close()

    expect(fatal).toMatchObject([{ message: expect.stringMatching(/larger than the max/) }])
  })

  it('begin a turn anew from what is committed when its commit fails', async () => {
    const [topic, out, groupId] = [uniqueName('in'), uniqueName('out'), uniqueName('group')]
    const countPartitions = await createTopics(kafka, [topic, out], 1)
    await publishNumbers([topic], 1, 0, 100)
    const taken: string[][] = []
    const failures: unknown[] = []

    const { fatal, close } = await openMember({
      groupId,
      topics: [topic],
      countPartitions,
      runTask: async (task) => {
        const done = new Map([...task.notes].map(([noted, note]) => [noted, Number(note)]))
        while (!task.signal.aborted) {
          await until('the task is owned', () => task.owns() || task.signal.aborted)
          const turn = task.mailbox.take(50, () => true)
          if (turn.length === 0) {
            await task.mailbox.arrival(50)
            continue
          }
          taken.push(turn.map(textOf))
          const records = turn.map(toOutput(out))
          if (taken.length === 2) await fenceOff(groupId, task.partition)
          await task.commit({ records, progress: toProgress(turn, done) }).catch((error: unknown) => {
            failures.push(error)
            throw error
          })
        }
      },
    })
    await untilCommitted(groupId, topic, 100)
    await close()

    expect(failures).toMatchObject([{ code: 'kafka.task-lost', retriable: true }])
    expect(taken[2]).toEqual(taken[1])
    expect((await readOutput(out, groupId, 1)).map((record) => Number(textOf(record)))).toEqual(
      Array.from({ length: 100 }, (_, i) => i),
    )
    expect(await fetchCommitted(kafka, groupId, [topic])).toMatchObject([{ offset: 100, note: '100' }])
    expect(fatal).toEqual([])
  })

  it('give the note of the last commit to the next owner', async () => {
    const [topic, out, groupId] = [uniqueName('in'), uniqueName('out'), uniqueName('group')]
    const countPartitions = await createTopics(kafka, [topic, out], 1)
    await publishNumbers([topic], 1, 0, 10)
    const copy = createCopy(out, () => Promise.resolve())
    const notes: string[][] = []
    const runTask: RunTask = async (task) => {
      notes.push([...task.notes.values()])
      await copy(task)
    }

    const first = await openMember({ groupId, topics: [topic], countPartitions, runTask })
    await untilCommitted(groupId, topic, 10)
    await first.close()
    const second = await openMember({ groupId, topics: [topic], countPartitions, runTask })
    await until('the next owner works', () => notes.length === 2)
    await second.close()

    expect(notes).toEqual([[''], ['10']])
  })

  it('go on behind a transaction’s marker, and where retention has deleted all that was read, the marker too', async () => {
    const [topic, out, groupId] = [uniqueName('in'), uniqueName('out'), uniqueName('group')]
    const countPartitions = await createTopics(kafka, [topic, out], 1)
    const runTask = createCopy(out, () => Promise.resolve())
    await publishInTransaction(topic, ['a'])

    const first = await openMember({ groupId, topics: [topic], countPartitions, runTask })
    // At 1 stands the marker of a; b is at 2, with its marker at 3.
    await untilCommitted(groupId, topic, 2)
    await first.close()
    await deleteBefore(topic, 2)
    const second = await openMember({ groupId, topics: [topic], countPartitions, runTask })
    await until('the task is there', () => second.tasks.owned().length === 1)
    await publishInTransaction(topic, ['b'])
    await untilCommitted(groupId, topic, 4)
    await second.close()
    await publishInTransaction(topic, ['c'])
    const third = await openMember({ groupId, topics: [topic], countPartitions, runTask })
    await untilCommitted(groupId, topic, 6)
    await third.close()

    expect((await readOutput(out, groupId, 1)).map(textOf)).toEqual(['a', 'b', 'c'])
    expect([first, second, third].flatMap(({ fatal }) => fatal)).toEqual([])
    expect(await fetchCommitted(kafka, groupId, [topic])).toMatchObject([{ offset: 6, note: '3' }])
  })

  it('end the process when records were deleted before they were read, and leave the committed offset as it was', async () => {
    const [topic, out, groupId] = [uniqueName('in'), uniqueName('out'), uniqueName('group')]
    const countPartitions = await createTopics(kafka, [topic, out], 1)
    const runTask = createCopy(out, () => Promise.resolve())
    await publishNumbers([topic], 1, 0, 10)
    const first = await openMember({ groupId, topics: [topic], countPartitions, runTask })
    await untilCommitted(groupId, topic, 10)
    await first.close()
    await publishNumbers([topic], 1, 10, 20)
    await deleteBefore(topic, 15)

    const second = await openMember({ groupId, topics: [topic], countPartitions, runTask })
    await until('the process is told to end', () => second.fatal.length > 0)
    await second.close()

    expect(second.fatal[0]).toMatchObject({ code: 'kafka.offset-out-of-range', retriable: false })
    expect(await fetchCommitted(kafka, groupId, [topic])).toMatchObject([{ offset: 10, note: '10' }])
  })

  it('end the process when the consumer goes quiet while the brokers answer others', async () => {
    const [topic, out, groupId] = [uniqueName('in'), uniqueName('out'), uniqueName('group')]
    const countPartitions = await createTopics(kafka, [topic, out], 1)
    const runTask = createCopy(out, () => Promise.resolve())
    const { fatal, tasks, close } = await openMember({
      groupId,
      topics: [topic],
      countPartitions,
      runTask,
      stuckMs: 6_000,
    })
    await until('the task is ours', () => tasks.isMember())

    let release = () => {}
    const quiet = new Promise<never>((_resolve, reject) => {
      release = () => reject(new Error('the spec is over'))
    })
    const fetching = vi.spyOn(Broker.prototype, 'fetch').mockReturnValue(quiet)
    await until('the process is told to end', () => fatal.length > 0)
    fetching.mockRestore()
    release()
    await close()

    expect(fatal).toMatchObject([{ code: 'kafka.consumer-quiet', retriable: false }])
    expect(String(fatal[0])).toMatch(
      /has (not fetched|had no heartbeat acknowledged) for 6 s, while the brokers answer/,
    )
  })

  it('stay with those who have them when another deployment joins under the same group, which ends', async () => {
    const [topic, out, groupId] = [uniqueName('in'), uniqueName('out'), uniqueName('group')]
    const other = uniqueName('other')
    const countPartitions = await createTopics(kafka, [topic, out, other], 2)
    const runTask = createCopy(out, () => Promise.resolve())
    const first = await openMember({ groupId, topics: [topic], countPartitions, runTask })
    await until('the first owns all tasks', () => first.tasks.owned().length === 2)

    const second = await openMember({ groupId, topics: [other], countPartitions, runTask })
    await until('the second is told to end', () => second.fatal.length > 0)
    const given = second.tasks.owned()
    await second.close()
    await until('the first owns all tasks again', () => first.tasks.isMember() && first.tasks.owned().length === 2)
    await publishNumbers([topic], 2, 0, 100)
    const isCopied = async () => (await readAll(kafka, [out])).length >= 100
    for (const deadline = performance.now() + 45_000; !(await isCopied()) && performance.now() < deadline; );

    expect(second.fatal).toMatchObject([{ code: 'kafka.another-group', retriable: false }])
    expect(String(second.fatal[0])).toMatch(new RegExp(`group ${groupId} .* such as ${topic}: set GROUP_ID`))
    expect(given).toEqual([])
    expect(first.fatal).toEqual([])
    expect(log.lines).toContainEqual(
      expect.objectContaining({ level: 'error', fields: expect.objectContaining({ groupId, topics: [other] }) }),
    )
    expect(
      (await readOutput(out, groupId, 2)).map((record) => Number(textOf(record))).toSorted((a, b) => a - b),
    ).toEqual(Array.from({ length: 100 }, (_, i) => i))
  })

  it('end the process for a fault that no repetition mends, once', async () => {
    const [topic, out, groupId] = [uniqueName('in'), uniqueName('out'), uniqueName('group')]
    const countPartitions = await createTopics(kafka, [topic, out], 3)

    const { fatal, close } = await openMember({
      groupId,
      topics: [topic],
      countPartitions,
      runTask: () => Promise.reject(new TypeError('undefined is not a function')),
    })
    await until('the process is told to end', () => fatal.length > 0)
    await close()

    expect(fatal).toEqual([new TypeError('undefined is not a function')])
  })
})
