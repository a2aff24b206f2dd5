import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { silent } from './log.ts'
import { openTask } from './open-task.ts'
import type { RunTask, TurnOutput } from './task.ts'

const topic = 't'
/** Milliseconds that the writing of a turn takes. */
const writeMs = 10
/** A turn that took the first record, and wrote one. */
const turn: TurnOutput = {
  records: [{ topic: 'out', key: 'k', value: null }],
  progress: new Map([[topic, { offset: 1, note: '' }]]),
}

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

/** A task before brokers that know nothing of it; its producer asks last thing before the commit, as the real one does. */
function open(runTask: RunTask) {
  const state = { isOurs: true, opened: 0, committed: 0, takenBack: 0, beforeCommit: () => {} }
  const task = openTask({
    openProducer: async () => {
      state.opened += 1
      return {
        commit: async (_records, _progress, mayCommit) => {
          await new Promise((resolve) => setTimeout(resolve, writeMs))
          state.beforeCommit()
          const isCommitted = mayCommit()
          state[isCommitted ? 'committed' : 'takenBack'] += 1
          return isCommitted
        },
        setBarrier: async () => 0,
        close: async () => {},
      }
    },
    admin: {
      fetchOffsets: async () => [{ topic, partitions: [{ partition: 0, offset: '-1', metadata: null }] }],
    },
    consumer: { pause: () => {}, resume: () => {}, seek: () => {} },
    partition: 0,
    options: { groupId: 'group', topics: [topic], countPartitions: () => 1, runTask, log: silent, onFatal: () => {} },
    owns: () => state.isOurs,
    starts: async () => 0,
  })
  const lose = async () => {
    task.abandon()
    await vi.advanceTimersByTimeAsync(1_000)
    await task.done
  }
  return { lose, state }
}

/** Works one turn, tells how its commit ended, and then waits for the task to be lost. */
function once(given: Partial<TurnOutput> = {}) {
  const ends: string[] = []
  const runTask: RunTask = async ({ commit, signal }) => {
    await commit({ ...turn, ...given }).then(
      () => ends.push('committed'),
      (error: unknown) => {
        ends.push(error instanceof Error && 'code' in error ? String(error.code) : 'unknown')
        throw error
      },
    )
    await new Promise((resolve) => signal.addEventListener('abort', resolve))
  }
  return { ends, runTask }
}

describe('the commit of a task', () => {
  it('takes a turn back that was lost on its way, and commits it once the task is ours again', async () => {
    const { ends, runTask } = once()
    const { lose, state } = open(runTask)
    state.beforeCommit = () => {
      if (state.takenBack === 0) state.isOurs = false
    }

    await vi.advanceTimersByTimeAsync(1_000)
    expect([state.committed, state.takenBack]).toEqual([0, 1])

    state.isOurs = true
    await vi.advanceTimersByTimeAsync(1_000)
    expect([state.committed, state.takenBack, ...ends]).toEqual([1, 1, 'committed'])
    await lose()
  })

  it('is not begun for a turn that may be committed no more', async () => {
    const { ends, runTask } = once({ mayCommit: () => false })
    const { lose, state } = open(runTask)

    await vi.advanceTimersByTimeAsync(5 * writeMs)
    await lose()

    expect([state.committed, state.takenBack, ...ends]).toEqual([0, 0, 'kafka.task-lost'])
  })

  it('takes a turn back that may be committed no more once it is written, and throws it away', async () => {
    let isFresh = true
    const { ends, runTask } = once({ mayCommit: () => isFresh })
    const { lose, state } = open(runTask)
    state.beforeCommit = () => {
      isFresh = false
    }

    await vi.advanceTimersByTimeAsync(5 * writeMs)
    await lose()

    expect([state.committed, state.takenBack, ...ends]).toEqual([0, 1, 'kafka.task-lost'])
  })

  it('is given up where the task goes to another while it waits to be ours again', async () => {
    const { ends, runTask } = once()
    const { lose, state } = open(runTask)
    state.isOurs = false
    await vi.advanceTimersByTimeAsync(1_000)

    await lose()

    expect([state.committed, state.takenBack, ...ends]).toEqual([0, 0, 'kafka.task-lost'])
  })
})

describe('a task that begins anew', () => {
  it('fences nobody before it is ours: the group may have given it to another since', async () => {
    const { runTask } = once({ mayCommit: () => false })
    const { lose, state } = open(runTask)
    await vi.advanceTimersByTimeAsync(0)
    state.isOurs = false

    await vi.advanceTimersByTimeAsync(60_000)
    expect(state.opened).toBe(1)

    state.isOurs = true
    await vi.advanceTimersByTimeAsync(1_000)
    expect(state.opened).toBeGreaterThan(1)
    await lose()
  })
})
