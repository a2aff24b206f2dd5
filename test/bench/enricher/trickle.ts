import { setTimeout as delay } from 'node:timers/promises'
import type { Case } from './case.ts'
import { openStage } from './open-stage.ts'

const eventsPerSecond = 10
const latencyMs = 80
const defaultSeconds = 60
const mostP99Ms = 2_000

/** A few events a second, and an API that takes 80 ms: how long until a reader has the record. */
export const trickle: Case = async (context) => {
  const { stopping, say, seconds = defaultSeconds } = context
  const { value: stage, close } = await openStage(context, 'trickle', { chains: 4, enterprisesPerChain: 1 })
  try {
    const { simulator, firstCall, measure } = stage
    simulator.faults = { latencyMs }
    const traffic = simulator.startTraffic({ eventsPerSecond })
    say('trickle: working')
    await firstCall()
    await delay(3_000, undefined, { signal: stopping })
    const end = await measure()
    await delay(seconds * 1000, undefined, { signal: stopping })
    const measured = await end('trickle')
    await traffic.stop()

    const worst = measured.lanes[0]?.p99 ?? Number.POSITIVE_INFINITY
    const what = `${eventsPerSecond} events a second, ${latencyMs} ms an answer`
    const idealCalls = measured.calls
    const target = 'p99 of every lane under 2 s'
    return { ...measured, what, ceiling: undefined, idealCalls, target, isMet: worst < mostP99Ms }
  } finally {
    await close()
  }
}
