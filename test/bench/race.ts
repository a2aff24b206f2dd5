import type { Closer } from '@bellhop/runtime'
import { say } from '../programs/say.ts'
import { createBodies } from './bodies.ts'
import { checkIds, type IdCheck } from './check-ids.ts'
import { type Contender, openOurs, openRival } from './contender.ts'
import { type LoadResult, runLoad } from './load.ts'
import { openPlace } from './place.ts'
import { readUsage } from './process-usage.ts'
import { profileSaturation } from './profile-saturation.ts'
import { describeMeasured, type Measured, renderMeasured, type Shape } from './render-race.ts'
import { writeResults } from './results.ts'

/** What a race is run with. */
export type RaceOptions = {
  readonly rival?: string
  readonly seconds: number
  readonly rounds: number
  readonly only?: number
  readonly saturation: boolean
  readonly workers: number
  readonly profile?: string
  readonly write: boolean
}

const shapes: readonly Shape[] = [
  { events: 1, rate: 2_000 },
  { events: 7, rate: 2_000 },
  { events: 100, rate: 300 },
  { events: 300, rate: 100 },
]

/** Time that a program is given before it is measured: one that compiles while it runs needs some. */
const warmUpSeconds = 15

/**
 * Time that comes right before each measured run and does not count: the programs take turns, and each finds its rival's
 * work still in the broker's caches, queues and compiler.
 */
const rampSeconds = 3

/**
 * Races our ingress against the rival, where there is one, and prints and writes the table.
 *
 * @param keep - remembers what is to be closed
 * @throws Error when an acknowledged event is on no topic, or when `stopping` aborts
 */
export async function race(options: RaceOptions, keep: Closer['keep'], stopping: AbortSignal): Promise<void> {
  say('starting a broker and a registry')
  const { stack, workDir, kafka } = keep(await openPlace())
  const profiled = options.profile === undefined ? {} : { profileDir: options.profile }
  const ours = keep(await openOurs(stack, workDir, { prefix: 'ours', workers: 1, ...profiled }))
  const rival = options.rival ? keep(await openRival(stack, workDir, options.rival)) : undefined
  const contenders = rival ? [ours, rival] : [ours]
  const chosen = shapes.filter(({ events }) => options.only === undefined || options.only === events)

  let run = 1
  const measured: Measured[] = []
  const measure = async (contender: Contender, shape: Shape, seconds = options.seconds): Promise<Measured> => {
    const ramp = createBodies(run++, shape.events)
    const { rate } = shape
    await runLoad({ ...contender, bodies: ramp, rate, seconds: rampSeconds, ending: stopping })
    const before = readUsage(contender.pid())
    const bodies = createBodies(run++, shape.events)
    const load = await runLoad({ ...contender, bodies, rate, seconds, ending: stopping })
    stopping.throwIfAborted()
    const { cpuSeconds, residentMb } = readUsage(contender.pid())
    return { contender, shape, load, cpuSeconds: cpuSeconds - before.cpuSeconds, residentMb }
  }
  for (const shape of chosen) {
    for (const contender of contenders) await measure(contender, shape, warmUpSeconds)
    for (let round = 1; round <= options.rounds; round += 1) {
      for (const contender of contenders) {
        const result = await measure(contender, shape)
        measured.push(result)
        say(`${contender.name}: ${describeMeasured(result)}`)
      }
    }
  }
  if (options.saturation) {
    const many =
      options.workers > 1
        ? keep(await openOurs(stack, workDir, { prefix: 'many', workers: options.workers }))
        : undefined
    for (const { events } of chosen) {
      for (const contender of many ? [...contenders, many] : contenders) {
        await measure(contender, { events, rate: undefined }, warmUpSeconds / 2)
        const result = await measure(contender, { events, rate: undefined })
        measured.push(result)
        say(`${contender.name}: ${describeMeasured(result)}`)
      }
    }
  }

  let profile = ''
  if (options.saturation) {
    say('profiling what bounds one worker')
    const shares = await profileSaturation(
      stack,
      workDir,
      chosen.map(({ events }) => events),
      stopping,
    )
    profile = `\n\nWhere the time of one worker goes at saturation:\n\n${shares}`
  }

  say('reading the topics to check every acknowledged event')
  const checks = new Map<LoadResult, IdCheck>()
  for (const contender of new Set(measured.map((result) => result.contender))) {
    const loads = measured.filter((result) => result.contender === contender).map(({ load }) => load)
    for (const [load, check] of await checkIds(kafka, contender.topics, loads, contender.keepsAll)) {
      checks.set(load, check)
    }
  }
  const table = `${renderMeasured(measured, checks)}${profile}`
  process.stdout.write(`\n${table}\n`)
  const rounds = `${options.rounds} rounds of ${options.seconds} s, programs in turn, after ${warmUpSeconds} s each to warm up, and ${rampSeconds} s before each run that do not count; 1 % of the events malformed, 1 % of an unknown kind. Latencies count from when a body was due.`
  const against = options.rival ? ` The rival: \`${options.rival.replace(/^\S*\//, '')}\`.` : ''
  if (options.write) await writeResults('ingress', 'Ingress, raced', `${rounds}${against}`, table)
  if ([...checks.values()].some(({ lost }) => lost > 0)) throw new Error('Acknowledged events were lost')
}
