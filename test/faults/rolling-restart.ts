import type { Fault } from './fault.ts'
import { runTrial } from './run-trial.ts'

const rounds = 3
const betweenSeconds = 2
/** A process is given so long to end before it is killed. */
const stopWithinSeconds = 10

/** Two ingresses are stopped and started again in turn, and each body is tried twice: nobody notices. */
export const rollingRestart: Fault = (context) => {
  const options = { name: 'rolling-restart', rate: 500, ingresses: [{}, {}] }
  return runTrial(context, options, async ({ ingresses, pause, untilDrained }) => {
    let longestSeconds = 0
    let restarts = 0
    for (let round = 0; round < rounds * context.scale; round += 1) {
      for (const ingress of ingresses) {
        longestSeconds = Math.max(longestSeconds, await ingress.stop())
        await ingress.start()
        restarts += 1
        await pause(betweenSeconds)
      }
    }
    const drainedSeconds = await untilDrained()
    const said = longestSeconds.toFixed(1)
    return {
      what: `${restarts} restarts, the longest stop took ${said} s`,
      drainedSeconds,
      problems: longestSeconds < stopWithinSeconds ? [] : [`a stop took ${said} s`],
    }
  })
}
