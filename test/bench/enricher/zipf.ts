import { setTimeout as delay } from 'node:timers/promises'
import { toZipf } from './backlog-many-tokens.ts'
import type { Case } from './case.ts'
import { openStage } from './open-stage.ts'
import { medianLane } from './to-lane-delays.ts'

const lanes = 30
const eventsPerSecond = 300
const defaultSeconds = 60
const mostTimesMedian = 3

/** Traffic of which one lane has a quarter and the last next to nothing, each within its budget: no lane waits for another. */
export const zipf: Case = async (context) => {
  const { stopping, say, seconds = defaultSeconds } = context
  const world = { chains: lanes, enterprisesPerChain: 1, tokensPerChain: 1 }
  const { value: stage, close } = await openStage(context, 'zipf', world)
  try {
    const { simulator, firstCall, measure } = stage
    const enterprises = simulator.directory.credentials.map(({ enterpriseIds: [id = ''] }) => id)
    const shares = toZipf(lanes)
    const traffic = simulator.startTraffic({
      eventsPerSecond,
      next: (random) => {
        let draw = random.fraction()
        const nth = shares.findIndex((share) => {
          draw -= share
          return draw < 0
        })
        return { enterpriseId: enterprises.at(nth) ?? '' }
      },
    })
    say('zipf: working')
    await firstCall()
    await delay(5_000, undefined, { signal: stopping })
    const end = await measure()
    await delay(seconds * 1000, undefined, { signal: stopping })
    const measured = await end('zipf')
    await traffic.stop()

    const worst = measured.lanes[0]?.p99 ?? Number.POSITIVE_INFINITY
    const median = medianLane(measured.lanes)?.p99 ?? 0
    const isMet = worst <= mostTimesMedian * median && measured.refused === 0
    const what = `${lanes} lanes, ${eventsPerSecond} events a second among them`
    const target = "worst lane's p99 at most 3 times the median lane's, no 429"
    return { ...measured, what, ceiling: undefined, idealCalls: measured.calls, target, isMet }
  } finally {
    await close()
  }
}
