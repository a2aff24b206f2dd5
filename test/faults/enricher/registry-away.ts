import type { Fault } from './fault.ts'
import { runTrial } from './run-trial.ts'

const leastSeconds = 4

/** The registry is away: whoever runs goes on, and an enricher that starts meanwhile waits for it. */
export const registryAway: Fault = (context) => {
  const { registry } = context.stack
  if (!registry)
    throw new Error('Faults stop the registry: they need one of our own, not one named by the environment.')
  return runTrial(context, { name: 'registry-away', seconds: 60 }, async (trial) => {
    const { bellhop, seconds, pause, untilCalling, stopping } = trial
    const awaySeconds = Math.max(leastSeconds, seconds)
    await registry.stop()
    await pause(awaySeconds / 2)
    await untilCalling()
    await bellhop.restartEnricher()
    await pause(awaySeconds / 2)
    const problems = bellhop.enricher().hasEnded() ? ['an enricher that starts without a registry ended'] : []
    await registry.start()
    await bellhop.enricher().ready(stopping)
    await untilCalling()
    return { what: `away for ${awaySeconds} s, one start meanwhile`, problems }
  })
}
