import type { Fault } from './fault.ts'
import { runTrial } from './run-trial.ts'

/** Every connection to the API ends without an answer, then all is well again. */
export const apiAway: Fault = (context) =>
  runTrial(context, { name: 'api-away', seconds: 120 }, async ({ simulator, seconds, pause, untilCalling }) => {
    const callsBefore = simulator.stats().calls.total
    simulator.faults = { resetRate: 1 }
    await pause(seconds)
    const calls = simulator.stats().calls.total - callsBefore
    simulator.faults = {}
    await untilCalling()
    return { what: `away for ${seconds} s, ${calls} calls meanwhile` }
  })
