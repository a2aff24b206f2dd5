import { setTimeout as delay } from 'node:timers/promises'
import { waitUntil } from '@bellhop/demo'
import { createKafka, silent } from '@bellhop/kafka'
import type { LocalProcess } from '@bellhop/local'
import { createCloser } from '@bellhop/runtime'
import { createBodies } from '../bench/bodies.ts'
import { checkIds } from '../bench/check-ids.ts'
import { type LoadResult, runLoad } from '../bench/load.ts'
import type { FaultContext, FaultResult } from './fault.ts'
import { type Ingress, type IngressOptions, openIngress } from './open-ingress.ts'
import { type Shortcoming, slowestAnswerMs, toProblems } from './to-problems.ts'
import { watchSpool } from './watch-spool.ts'

/** A fault being tried: one ingress or two, and a load on them. */
export type Trial = {
  readonly broker: LocalProcess
  readonly ingresses: readonly Ingress[]
  /** The first of them. */
  readonly ingress: Ingress
  /** Lets time pass, by the scale of the context, but at least `leastSeconds`. @throws when told to stop */
  readonly pause: (seconds: number, leastSeconds?: number) => Promise<void>
  readonly stopping: AbortSignal
  /** Waits until nothing is left in the spools; gives the seconds that it took, or undefined where that never was. */
  readonly untilDrained: () => Promise<number | undefined>
  /** Runs parts of a fault beside each other; the first that fails ends the others. */
  readonly together: (...parts: ReadonlyArray<() => Promise<void>>) => Promise<void>
  /** Bodies that were answered with this status until now. */
  readonly count: (status: number) => number
}

/** What a fault tells of itself at its end. */
export type Ending = {
  /** What was done, in a few words. */
  readonly what: string
  readonly drainedSeconds: number | undefined
  /** What is promised beyond what every fault must keep. */
  readonly problems?: readonly string[]
}

/** How a fault is tried. */
export type TrialOptions = {
  readonly name: string
  /** Bodies a second. */
  readonly rate: number
  readonly eventsPerBody?: number
  /** Those that are opened; one with one worker when left out. The load goes to the first two in turn. */
  readonly ingresses?: ReadonlyArray<Partial<IngressOptions>>
  /** What may happen to a body; by default only that it is kept. */
  readonly allowed?: readonly Shortcoming[]
  /** Whether the ingress lives through it all: then only what it spooled may stand twice on the topics. */
  readonly hasOneLife?: boolean
}

/** How long a spool may take to get empty, whatever the scale: it is there to say that it never does. */
const drainDeadlineMs = 180_000
/** Seconds of good weather before a fault and after it. */
const calmSeconds = 3
const leastCalmSeconds = 0.5
/** Longer than any answer is to take, so that each body has a connection whatever became of those before. */
const patienceSeconds = 10

/**
 * Opens what a fault needs, sends bodies before, during and after it, and counts what became of them. The broker runs
 * again afterwards.
 *
 * @param act - brings the fault about and ends it
 */
export async function runTrial(
  context: FaultContext,
  options: TrialOptions,
  act: (trial: Trial) => Promise<Ending>,
): Promise<FaultResult> {
  const { stack, scale, isTimed, say } = context
  const { name, rate, eventsPerBody = 1, ingresses: wanted = [{}], allowed = [], hasOneLife = false } = options
  const { broker } = stack
  if (!broker) throw new Error('Faults stop the broker: they need one of our own, not one named by the environment.')

  const { keep, closeAll } = createCloser()
  const failed = new AbortController()
  const stopping = AbortSignal.any([context.stopping, failed.signal])
  const pause = async (seconds: number, leastSeconds = 0) => {
    await delay(Math.max(seconds * scale, leastSeconds) * 1000, undefined, { signal: stopping })
  }
  try {
    say(`${name}: opening`)
    const ingresses: Ingress[] = []
    for (const [index, each] of wanted.entries()) {
      const own = { name: index === 0 ? name : `${name}-${index + 1}`, prefix: name, workers: 1 }
      ingresses.push(keep(await openIngress({ ...context, stopping }, { ...own, ...each })))
    }
    const [ingress, other] = ingresses
    if (!ingress) throw new Error('A fault needs an ingress')
    const watch = keep(watchSpool(ingresses))

    const counts = new Map<number, number>()
    const ended = new AbortController()
    const load = runLoad({
      port: ingress.port,
      path: ingress.path,
      ...(other ? { otherPort: other.port } : {}),
      bodies: createBodies(1, eventsPerBody),
      rate,
      seconds: Number.POSITIVE_INFINITY,
      connections: Math.ceil(rate * 5),
      patienceSeconds,
      ending: AbortSignal.any([ended.signal, stopping]),
      onStatus: (status) => counts.set(status, (counts.get(status) ?? 0) + 1),
    })
    keep({ value: undefined, close: () => load.then(() => {}) })

    const untilDrained = async () => {
      const from = performance.now()
      try {
        await waitUntil('the spool is empty', watch.isEmpty, drainDeadlineMs, 100, stopping)
      } catch (error) {
        stopping.throwIfAborted()
        say(`${name}: ${String(error)}`)
        return undefined
      }
      return (performance.now() - from) / 1000
    }
    const together: Trial['together'] = async (...parts) => {
      const guard = async (part: () => Promise<void>) => {
        try {
          await part()
        } catch (error) {
          failed.abort(error)
          throw error
        }
      }
      const ends = await Promise.allSettled(parts.map(guard))
      for (const end of ends) if (end.status === 'rejected') throw failed.signal.reason
    }

    await pause(calmSeconds, leastCalmSeconds)
    say(`${name}: begins`)
    const {
      what,
      drainedSeconds,
      problems = [],
    } = await act({
      broker,
      ingresses,
      ingress,
      pause,
      stopping,
      untilDrained,
      together,
      count: (status) => counts.get(status) ?? 0,
    })
    await pause(calmSeconds, leastCalmSeconds)
    ended.abort()
    const result = await load
    const isDrained = (await untilDrained()) !== undefined

    say(`${name}: reading the topics`)
    const kafka = createKafka({ clientId: 'faults', brokers: stack.brokers.split(',') }, silent, () => {})
    const checks = await checkIds(kafka, ingress.topics, [result], true)
    const events = checks.get(result)
    if (!events) throw new Error('The topics were not checked')

    const counted = {
      name,
      ...countStatuses(result),
      longestAnswerMs: result.longestAnswerMs,
      events,
      spooledBytes: watch.mostBytes(),
      drainedSeconds: isDrained ? drainedSeconds : undefined,
      what: result.resent > 0 ? `${what}; ${result.resent} bodies were tried twice` : what,
    }
    // What was neither acknowledged nor refused in time is spooled too; every other copy the broker knows by its number.
    const spooledEvents = await ingress.fetchMetric('bellhop_ingress_spooled_events_total')
    const repeatable = hasOneLife ? (spooledEvents ?? 0) : Number.POSITIVE_INFINITY
    const bounds = {
      allowed: isTimed ? allowed : [...allowed, 'refused' as const],
      slowestMs: isTimed ? slowestAnswerMs : Number.POSITIVE_INFINITY,
      repeatable,
      damaged: await watch.findDamaged(),
    }
    const found = [...toProblems(counted, bounds), ...problems]
    if (found.length > 0) {
      for (const each of ingresses) say(await each.lastLines())
    }
    return { ...counted, problems: found }
  } finally {
    failed.abort()
    await closeAll()
    await broker.kill('SIGCONT')
    if (!context.stopping.aborted) await broker.start()
  }
}

function countStatuses({ statuses }: LoadResult) {
  const count = (status: number) => statuses.reduce((sum, each) => sum + (each === status ? 1 : 0), 0)
  return { posted: statuses.length, kept: count(204), refused: count(503), unanswered: count(0) }
}
