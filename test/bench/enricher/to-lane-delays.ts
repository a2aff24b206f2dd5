import type { SimulatorDirectory } from '@bellhop/simulator'
import { percentile } from '../load.ts'
import type { LaneDelay } from './case.ts'
import type { SeenRecord } from './tail-records.ts'

/** Tells how long the events of each lane waited, the lane with the largest p99 first. Pure. */
export function toLaneDelays(records: readonly SeenRecord[], { credentials }: SimulatorDirectory): LaneDelay[] {
  const laneOf = new Map(
    credentials.flatMap(({ chain, enterpriseIds }) => enterpriseIds.map((id) => [id, chain] as const)),
  )
  const delays = new Map<string, number[]>()
  for (const { enterpriseId, delayMs } of records) {
    const lane = laneOf.get(enterpriseId) ?? enterpriseId
    const known = delays.get(lane)
    if (known) known.push(delayMs)
    else delays.set(lane, [delayMs])
  }
  return [...delays]
    .map(([lane, all]) => {
      const sorted = Float64Array.from(all).sort()
      return { lane, records: all.length, p50: percentile(sorted, 0.5), p99: percentile(sorted, 0.99) }
    })
    .sort((a, b) => b.p99 - a.p99)
}

/** The lane in the middle of those, by its p99; undefined where there is none. Pure. */
export function medianLane(lanes: readonly LaneDelay[]): LaneDelay | undefined {
  return lanes[lanes.length >> 1]
}
