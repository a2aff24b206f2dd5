import { join } from 'node:path'
import { type Bellhop, fetchSamples, openBellhop, sumBy, waitUntil } from '@bellhop/demo'
import { createCloser, type Opened } from '@bellhop/runtime'
import { openSimulator, type Simulator, type SimulatorOptions } from '@bellhop/simulator'
import { untilCalled } from '../../programs/until-called.ts'
import { readUsage } from '../process-usage.ts'
import type { CaseContext, CaseResult } from './case.ts'
import { type RecordTail, tailRecords } from './tail-records.ts'
import { toLaneDelays } from './to-lane-delays.ts'

/** All of Bellhop before a simulated Mews, and what reads and counts. */
export type Stage = {
  readonly bellhop: Bellhop
  readonly simulator: Simulator
  readonly tail: RecordTail
  readonly until: (what: string, condition: () => boolean | Promise<boolean>, everyMs?: number) => Promise<void>
  /** Resolves with when an enricher has made its first call from now on, in milliseconds of the monotonic clock. */
  readonly firstCall: () => Promise<number>
  /** Begins to measure; what it gives ends it, with all that is told of a case but its judgement. */
  readonly measure: () => Promise<(name: string) => Promise<Measured>>
}

/** What is measured in every case. */
export type Measured = Omit<CaseResult, 'what' | 'ceiling' | 'idealCalls' | 'target' | 'isMet'>

const deadlineMs = 900_000
const partitions = 12

/** Opens a stage of its own for a case; resolves when webhooks may be posted. */
export async function openStage(context: CaseContext, name: string, world: SimulatorOptions): Promise<Opened<Stage>> {
  const { stack, stopping, profileDir } = context
  const { keep, closeAll } = createCloser()
  try {
    const simulator = keep(await openSimulator(world))
    // A case may be run twice, the second time for its profile.
    const topicPrefix = profileDir === undefined ? name : `${name}-profiled`
    const nodeArgs = profileDir === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${join(profileDir, name)}`]
    const options = { ...stack, directory: simulator.directory, topicPrefix, partitions, stopping }
    const bellhop = keep(await openBellhop({ ...options, enrichers: { nodeArgs } }))
    simulator.setWebhookUrl(`${bellhop.webhookUrl}?Token=${bellhop.webhookToken}`)
    const tail = keep(await tailRecords(bellhop))

    const until: Stage['until'] = (what, condition, everyMs = 50) =>
      waitUntil(what, condition, deadlineMs, everyMs, stopping)
    const firstCall = async () => {
      await untilCalled(simulator, deadlineMs, stopping)
      return performance.now()
    }
    const look = async () => {
      const usage = readUsage(bellhop.enricher().pid() ?? 0)
      const samples = await fetchSamples(bellhop.enricher().adminUrl)
      const read = (metric: string) => sumBy(samples, metric, '').get('') ?? 0
      const { user, system } = process.cpuUsage()
      const { calls, events } = simulator.stats()
      return {
        at: performance.now(),
        usage,
        calls: calls.total,
        refused: calls.byStatus['429'] ?? 0,
        events: Object.values(events.accepted).reduce((sum, count) => sum + count, 0),
        transactions: read('bellhop_enricher_turns_total'),
        deferrals: read('bellhop_enricher_deferrals_total'),
        ourCpuSeconds: (user + system) / 1e6,
      }
    }
    const measure: Stage['measure'] = async () => {
      const before = await look()
      const recordsBefore = tail.count()
      return async (caseName) => {
        const after = await look()
        const records = (await tail.read()).slice(recordsBefore)
        return {
          name: caseName,
          seconds: (after.at - before.at) / 1000,
          events: records.reduce((sum, { events }) => sum + events, 0),
          entities: new Set(records.map(({ id }) => id)).size,
          calls: after.calls - before.calls,
          refused: after.refused - before.refused,
          deferrals: after.deferrals - before.deferrals,
          lanes: toLaneDelays(records, simulator.directory),
          cpuSeconds: after.usage.cpuSeconds - before.usage.cpuSeconds,
          residentMb: after.usage.residentMb,
          transactions: after.transactions - before.transactions,
          simulatorCpuSeconds: after.ourCpuSeconds - before.ourCpuSeconds,
        }
      }
    }
    return { value: { bellhop, simulator, tail, until, firstCall, measure }, close: closeAll }
  } catch (error) {
    await closeAll()
    throw error
  }
}
