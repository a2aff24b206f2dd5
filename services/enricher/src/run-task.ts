import type { InputRecord, ReadPartition } from '@bellhop/kafka'
import { retryDelays, type TopicNames } from '@bellhop/records'
import type { BeginSpan } from '@bellhop/runtime'
import type { Admit } from './admission.ts'
import type { SendUntil } from './api.ts'
import { beginTerm, type Lasting, type Term } from './begin-term.ts'
import type { FetchClock } from './clock.ts'
import { decideTurn } from './decide-turn.ts'
import type { DecodeEvent } from './decode-event.ts'
import { dropVerdicts } from './drop-verdicts.ts'
import { guardFlood, type RecentEnds } from './guard-flood.ts'
import { createHalts, type Halts } from './halts.ts'
import type { Heed } from './heed-control.ts'
import type { LaneTools } from './lane-tools.ts'
import type { Observe } from './observe.ts'
import type { KnownDirectory } from './open-directory.ts'
import { createPassOver } from './pass-over.ts'
import type { ReadStates } from './read-states.ts'
import { restoreStates } from './restore-states.ts'
import { runTurn } from './run-turn.ts'
import { createStates, type Memory, type States } from './states.ts'
import type { TellHalts } from './tell-halts.ts'
import { addTurn, type SumsByTopic, toProgress, toSums } from './to-progress.ts'
import { createTokens, createVerdicts, type Tokens } from './tokens.ts'
import { beginRecordTraces } from './trace-records.ts'
import type { DecidedTurn } from './turn.ts'
import type { Pass } from './turnstile.ts'
import { createUnderWay } from './under-way.ts'
import type { WorkTask } from './work-task.ts'
import { type Serializers, writeTurn } from './write-turn.ts'

/** What every task of the process works with. */
export type TaskTools = {
  readonly topics: TopicNames
  readonly directory: KnownDirectory
  readonly events: DecodeEvent
  readonly send: SendUntil
  readonly breaker: LaneTools['breaker']
  readonly heed: Heed
  readonly admit: Admit
  readonly pass: Pass
  readonly serializers: Serializers
  readonly clock: FetchClock
  /** Absent where nothing is traced. */
  readonly beginSpan?: BeginSpan | undefined
  readonly observe: Observe
  readonly readPartition: ReadPartition
  readonly readStates: ReadStates
  readonly tellHalts: TellHalts
  /** Told of the budgets of each task while it is owned. */
  readonly standings: Set<Tokens>
  /** Told of what each task remembers while it is owned. */
  readonly memories: Set<Memory>
  /** Told of what is halted in each task while it is owned. */
  readonly halted: Set<Halts>
}

/** Milliseconds between looks at retry topics when nothing arrives. */
const idleMs = 200
/** Milliseconds without a turn after which offsets are brought behind the transaction markers that stand there. */
const quietMs = 30_000
/** Milliseconds between looks at whether a task that is ours in name may be worked for. */
const ownMs = 50

/**
 * Makes the work of a task: turn after turn, take what waits, fetch, and write all of it with the offsets in one
 * transaction. The next turn fetches while this one is committed; what it publishes is decided after that.
 */
export function createRunTask(tools: TaskTools): (task: WorkTask) => Promise<void> {
  const { topics, events, directory, clock, observe } = tools
  const delays = new Map(retryDelays.map((delay) => [topics.retry[delay], delay]))
  const isRetry = (topic: string) => delays.has(topic)
  // What Mews said about a token holds though a task ends: only its budget begins anew.
  const verdicts = createVerdicts()
  let judged = directory.current().directory

  return async (task) => {
    const lasting = { tokens: createTokens(verdicts), halts: createHalts(), underWay: createUnderWay() }
    const { tokens, halts, underWay } = lasting
    let term = beginTerm(tools, task, lasting)
    const end = () => term.end()
    task.signal.addEventListener('abort', end)
    let sums = toSums(task.notes)
    const states = createStates()
    const passOver = createPassOver(task.mailbox, delays, clock.mono)
    const memory: Memory = { states, isRestored: false }
    tools.standings.add(tokens)
    tools.memories.add(memory)
    let recent: RecentEnds = new Map()
    let committing = Promise.resolve()
    let turnedAt = clock.mono()
    let hasFailed = false
    const fail = () => {
      hasFailed = true
      term.end()
    }
    tools.halted.add(halts)
    try {
      await restore(task, states)
      memory.isRestored = true
      while (!task.signal.aborted && !hasFailed) {
        if (!term.isCurrent()) term = succeed(term, task, lasting)
        if (!term.lane.task.owns()) {
          await new Promise((resolve) => setTimeout(resolve, ownMs))
          continue
        }
        // One that outlasted its turn may have failed since.
        await underWay.check()
        const { lane, isCurrent } = term
        const { routing } = term.adopted
        const admitted = tools.admit()
        const { heed, pass } = tools
        const work = { task, events, routing, lane, heed, admitted, pass, isRetry, passOver, isCurrent }
        const turn = await runTurn(work).finally(admitted.leave)
        tools.tellHalts.changed(halts)
        if (turn === undefined) {
          if (clock.mono() - turnedAt >= quietMs) {
            turnedAt = clock.mono()
            committing = committing.then(() => catchUp(task, term))
            committing.catch(fail)
          }
          await task.mailbox.arrival(idleMs)
          continue
        }
        turnedAt = clock.mono()
        // The turn before was committed while this one fetched; where that failed, both are thrown away.
        await committing
        await tools.pass()
        if (task.signal.aborted) return
        const now = clock.now()
        const decided = decideTurn(turn.result, states)
        const guarded = guardFlood(decided, recent, halts.releasedAt, now)
        for (const operation of guarded.operations) halts.ended(operation, now)
        halts.endTurn(now)
        tools.tellHalts.changed(halts, guarded.operations)
        recent = guarded.recent
        sums = addTurn(sums, turn.taken, guarded.result)
        committing = commitTurn(task, term, turn.taken, guarded.result, sums, now).then(() => {
          // Only what is committed is remembered: a turn that is thrown away has published nothing.
          for (const { entity, id, state } of decided.changes) states.set(entity, id, state)
        })
        committing.catch(fail)
      }
      await committing
    } finally {
      await committing.catch(() => undefined)
      // A task that begins anew makes the same calls again.
      end()
      task.signal.removeEventListener('abort', end)
      tools.standings.delete(tokens)
      tools.memories.delete(memory)
      tools.halted.delete(halts)
      tools.tellHalts.forget(halts)
    }
  }

  async function restore(task: WorkTask, states: States): Promise<void> {
    const startedAt = clock.mono()
    const onProgress = (records: number) => observe.restoring(task.partition, records)
    const restored = await restoreStates(task, states, { ...tools, topic: topics.state, onProgress })
    observe.restored(task.partition, restored, (clock.mono() - startedAt) / 1000)
  }

  /** Goes on with the directory as it is now. */
  function succeed(term: Term, task: WorkTask, lasting: Lasting): Term {
    term.end()
    const next = beginTerm(tools, task, lasting)
    const { directory: named, routing } = next.adopted
    dropVerdicts(verdicts, judged, named)
    judged = named
    lasting.tokens.forgetOthers(named.credentials)
    lasting.halts.probeAnew(new Set(routing.lanes.values()), clock.now())
    return next
  }

  async function catchUp(task: WorkTask, { adopted }: Term): Promise<void> {
    if (!task.isBehind()) return
    await task.commit({ records: [], progress: new Map(), mayCommit: () => directory.mayCommit(adopted) })
  }

  async function commitTurn(
    task: WorkTask,
    { adopted }: Term,
    taken: readonly InputRecord[],
    result: DecidedTurn,
    sums: SumsByTopic,
    now: number,
  ): Promise<void> {
    const { beginSpan } = tools
    const traces = beginSpan === undefined ? undefined : beginRecordTraces(beginSpan, result.fetched, topics)
    const records = writeTurn(result, task.partition, topics, tools.serializers, now, traces?.of)
    const startedAt = clock.mono()
    const mayCommit = () => directory.mayCommit(adopted)
    await task.commit({ records, progress: toProgress(taken, sums), mayCommit }).catch((error: unknown) => {
      observe.failed((clock.mono() - startedAt) / 1000)
      traces?.end('not committed')
      throw error
    })
    traces?.end()
    observe.committed(taken, result, (clock.mono() - startedAt) / 1000)
  }
}
