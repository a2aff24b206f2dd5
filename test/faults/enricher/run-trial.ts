import { setTimeout as delay } from 'node:timers/promises'
import { type Bellhop, drain, openBellhop, reachVerdict } from '@bellhop/demo'
import { type Closer, createCloser } from '@bellhop/runtime'
import { type Faults, openSimulator, type Simulator, type SimulatorOptions } from '@bellhop/simulator'
import { untilCalled } from '../../programs/until-called.ts'
import type { FaultContext, FaultResult } from './fault.ts'

/** A fault being tried: all of Bellhop under traffic from a simulated Mews. */
export type Trial = {
  readonly bellhop: Bellhop
  readonly simulator: Simulator
  readonly stopping: AbortSignal
  /** Lets time pass. @throws when told to stop */
  readonly pause: (seconds: number) => Promise<void>
  /** Takes a step again and again until the fault's time is over, but at least `leastTimes`; gives how often. */
  readonly again: (step: (nth: number) => Promise<void>, leastTimes?: number) => Promise<number>
  /** Resolves once an enricher has made calls from now on. */
  readonly untilCalling: () => Promise<void>
  /** The time that the fault lasts. */
  readonly seconds: number
  /** Remembers what is to be closed once all is over. */
  readonly keep: Closer['keep']
}

/** What a fault tells of itself at its end. */
export type Ending = {
  readonly what: string
  readonly callsUnowned?: number
  readonly problems?: readonly string[]
}

/** How a fault is tried. */
export type TrialOptions = {
  readonly name: string
  /** How long it lasts where the context does not say. */
  readonly seconds: number
  readonly eventsPerSecond?: number
  readonly world?: SimulatorOptions
  /** What goes wrong at Mews from the beginning to the end. */
  readonly ailments?: Partial<Faults>
  /** For the enrichers' environment alone. */
  readonly enricherEnv?: Readonly<Record<string, string>>
  /** Milliseconds that all may take to settle; the longest retry topic holds events for ten minutes. */
  readonly settleMs?: number
}

/** Long: it is there to say that it never comes about. */
const deadlineMs = 180_000
const defaultSettleMs = 900_000
const partitions = 4
/** Each chain is a lane: enough for every task to have some. */
const chains = 8

/**
 * Opens what a fault needs, lets events flow before and during it, waits until all has settled, and holds the topics
 * against the promises and the simulator's truth. Broker and registry run again afterwards.
 *
 * @param act - brings the fault about and ends it
 */
export async function runTrial(
  { stack, seconds: wantedSeconds, stopping, say }: FaultContext,
  options: TrialOptions,
  act: (trial: Trial) => Promise<Ending>,
): Promise<FaultResult> {
  const { name, eventsPerSecond = 100, world, ailments = {}, enricherEnv = {}, settleMs = defaultSettleMs } = options
  const seconds = wantedSeconds ?? options.seconds
  const { keep, closeAll } = createCloser()
  const pause = (wanted: number) => delay(wanted * 1000, undefined, { signal: stopping })
  try {
    say(`${name}: opening`)
    // Mews sends again after minutes, and here sooner: what it throws away would not be ours to lose.
    const patience = { retryWaitMs: 1_000, webhookAttempts: 1_000 }
    const simulator = keep(await openSimulator({ chains, enterprisesPerChain: 2, ...patience, ...world }))
    simulator.faults = ailments
    const bellhop = keep(
      await openBellhop({
        ...stack,
        directory: simulator.directory,
        topicPrefix: name,
        partitions,
        enrichers: { env: enricherEnv },
        stopping,
      }),
    )
    simulator.setWebhookUrl(`${bellhop.webhookUrl}?Token=${bellhop.webhookToken}`)
    const untilCalling = () => untilCalled(simulator, deadlineMs, stopping)
    const again: Trial['again'] = async (step, leastTimes = 1) => {
      const endsAt = performance.now() + seconds * 1000
      let times = 0
      while (times < leastTimes || performance.now() < endsAt) {
        stopping.throwIfAborted()
        await step(times)
        times += 1
        say(`${name}: ${times} done, ${simulator.stats().webhooks.accepted} webhooks taken`)
      }
      return times
    }

    const traffic = simulator.startTraffic({ eventsPerSecond })
    await untilCalling()
    say(`${name}: begins`)
    const ending = await act({ bellhop, simulator, stopping, pause, again, untilCalling, seconds, keep })
    await traffic.stop()
    say(`${name}: settling`)
    const endedAt = performance.now()
    await drain(bellhop, settleMs, stopping)
    const settledSeconds = (performance.now() - endedAt) / 1000

    say(`${name}: reading the topics`)
    const result = await judge(bellhop, simulator, stopping)
    const problems = [...result.problems, ...(ending.problems ?? [])]
    if ((ending.callsUnowned ?? 0) > 0) problems.push(`${ending.callsUnowned} calls by a process that owned nothing`)
    if (problems.length > 0) say(await bellhop.enricher().lastLines())
    return { ...result, name, what: ending.what, settledSeconds, callsUnowned: ending.callsUnowned, problems }
  } finally {
    await closeAll()
    for (const each of [stack.broker, stack.registry]) {
      await each?.kill('SIGCONT')
      if (!stopping.aborted) await each?.start()
    }
  }
}

async function judge(bellhop: Bellhop, simulator: Simulator, stopping: AbortSignal) {
  const { accepted, short, accounting, comparison, faults } = await reachVerdict(bellhop, simulator, stopping)
  const { requestsPerWindow = 0 } = simulator.directory.credentials[0] ?? {}
  const { largestWindow, webhooks } = simulator.stats()
  const refusedByLimit = Object.values(largestWindow)
    .map((calls) => Math.max(0, calls - requestsPerWindow))
    .reduce((sum, calls) => sum + calls, 0)
  return {
    events: accepted,
    lost: short.length + accounting.lost.length,
    stale: comparison.stale.length,
    unaccounted: accounting.problems.length + accounting.unread + accounting.stillWaiting,
    compared: comparison.compared,
    different: comparison.differences.length + comparison.missing.length,
    deadLetters: accounting.sums.deadLettered,
    refusedByLimit,
    problems: [
      ...faults,
      ...(refusedByLimit > 0 ? [`a window of Mews's held ${refusedByLimit} calls more than its limit`] : []),
      ...(webhooks.discarded > 0 ? [`${webhooks.discarded} webhooks were thrown away`] : []),
    ],
  }
}
