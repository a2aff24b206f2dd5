import type { Tasks } from '@bellhop/kafka'
import type { Breaker } from '@bellhop/mews'
import type { Metrics, MetricsText, Readiness } from '@bellhop/runtime'
import type { Clock } from './clock.ts'
import type { HaltCause, Halts } from './halts.ts'
import type { KnownDirectory } from './open-directory.ts'
import type { Memory } from './states.ts'
import type { Tokens } from './tokens.ts'
import type { UndecodableWatch } from './watch-undecodable.ts'

/** What of a running enricher an operator is shown. */
export type Watched = {
  readonly tasks: Tasks
  readonly standings: ReadonlySet<Tokens>
  readonly memories: ReadonlySet<Memory>
  /** What is halted in each task. */
  readonly halted: ReadonlySet<Pick<Halts, 'all'>>
  readonly breaker: Pick<Breaker, 'openMs'>
  readonly directory: Pick<KnownDirectory, 'refusedSince'>
  readonly undecodable: Pick<UndecodableWatch, 'floodSince'>
}

/** The enricher as its admin port shows it: ready or why not, and metrics that are read off when asked for. */
export type Status = {
  /** Says what the start is waiting for. */
  readonly starting: (what: string) => void
  readonly running: (watched: Watched) => void
  readonly isReady: () => Readiness
  readonly metrics: MetricsText
}

/** Creates the status of an enricher that is starting. */
export function createStatus(metrics: Metrics<'enricher'>, clock: Clock): Status {
  let waitsFor = 'starting'
  let watched: Watched | undefined

  const isReady = (): Readiness => {
    if (watched === undefined) return { isReady: false, reasons: [waitsFor] }
    const { tasks, memories } = watched
    if (!tasks.isMember())
      return {
        isReady: false,
        reasons: ['no member of the consumer group: it hands its tasks round, or the brokers do not answer'],
      }
    if (!tasks.areOpen()) return { isReady: false, reasons: ['tasks are being taken over'] }
    const restoring = [...memories].filter(({ isRestored }) => !isRestored).length
    if (restoring > 0) {
      return { isReady: false, reasons: [`${restoring} tasks are restoring: they read what was published last`] }
    }
    const reasons = toHaltReasons(watched, clock.now())
    return { isReady: reasons.length === 0, reasons: [...reasons, ...toCautions(watched)] }
  }

  return {
    starting: (what) => {
      waitsFor = what
    },
    running: (parts) => {
      watched = parts
    },
    isReady,
    metrics: {
      contentType: metrics.contentType,
      text: () => {
        metrics.ready.set(isReady().isReady ? 1 : 0)
        if (watched !== undefined) readOff(watched, metrics, clock)
        return metrics.text()
      },
    },
  }
}

/** What is at a standstill, and what to do about it. */
function toHaltReasons({ halted, breaker, undecodable }: Watched, now: number): string[] {
  const reasons: string[] = []
  const floodSince = undecodable.floodSince(now)
  if (floodSince !== undefined) {
    reasons.push(
      `a flood of records that no schema reads since ${new Date(floodSince).toISOString()}: they become dead letters, ` +
        'with their bytes; see what writes to the event topics, and the schema registry',
    )
  }
  if (breaker.openMs() > 0) {
    const seconds = Math.round(breaker.openMs() / 1000)
    reasons.push(
      `most calls to the Mews API have failed for ${seconds} s: events wait, and it is probed every ten seconds`,
    )
  }
  for (const { lane, operation, cause, since } of [...halted].flatMap((halts) => halts.all())) {
    reasons.push(
      `${operation} of lane ${lane} is halted since ${new Date(since).toISOString()} (${causes[cause]}): its events ` +
        'wait; mend the cause, which is found by a probe within ten minutes, or say bellhop resume, or bellhop drop',
    )
  }
  return reasons
}

/** What an operator has to mend, though all goes on meanwhile. */
function toCautions({ directory }: Watched): string[] {
  const since = directory.refusedSince()
  if (since === undefined) return []
  return [
    `the directory cannot be used since ${new Date(since).toISOString()}: all goes on as the last good one says; the log ` +
      'names every problem of it',
  ]
}

const causes: Readonly<Record<HaltCause, string>> = {
  '400': 'Mews answers 400 whichever ids are asked for',
  '403': 'Mews answers 403 whichever ids are asked for',
  '404': 'Mews answers 404',
  '410': 'Mews answers 410',
  flood: 'a flood of dead letters',
  before: 'by the owner of its task before',
}

function readOff(
  { tasks, standings, memories, halted, breaker }: Watched,
  metrics: Metrics<'enricher'>,
  clock: Clock,
): void {
  metrics.ownedTasks.set(tasks.owned().length)
  metrics.stateEntries.set([...memories].reduce((sum, { states }) => sum + states.size(), 0))
  const oldest = tasks.oldest()
  for (const [topic, lag] of tasks.lag()) {
    metrics.lagRecords.set({ topic }, lag)
    const at = oldest.get(topic)
    metrics.oldestSeconds.set({ topic }, at === undefined ? 0 : Math.max(0, (clock.now() - at) / 1000))
  }
  metrics.parkedOperations.reset()
  metrics.budgetUsed.reset()
  metrics.budgetCapacity.reset()
  metrics.breakerOpen.set(breaker.openMs() > 0 ? 1 : 0)
  for (const { lane, operation, cause } of [...halted].flatMap((halts) => halts.all())) {
    metrics.parkedOperations.inc({ operation, reason: cause, credential: '', lane })
  }
  for (const tokens of standings) {
    for (const { credential, operation } of tokens.parked()) {
      metrics.parkedOperations.inc({ operation, reason: '401', credential: credential.name, lane: '' })
    }
    for (const { credential, capacity, used } of tokens.standings(clock.mono())) {
      metrics.budgetCapacity.set({ credential: credential.name }, capacity)
      // A lane that moves leaves a budget behind in the task it came from; the token's window holds the calls of both.
      metrics.budgetUsed.inc({ credential: credential.name }, used)
    }
  }
}
