import type { Fault } from './fault.ts'
import { runTrial } from './run-trial.ts'

const awaySeconds = 3
const workingSeconds = 5

/** The broker is ended in the midst of commits, stopped and killed in turn, and started again. */
export const brokerRestarted: Fault = (context) => {
  const { broker } = context.stack
  if (!broker) throw new Error('Faults stop the broker: they need one of our own, not one named by the environment.')
  const options = { name: 'broker-restarted', seconds: 60, eventsPerSecond: 200 }
  return runTrial(context, options, async ({ bellhop, again, pause, untilCalling }) => {
    const before = bellhop.enricher().pid()
    const restarts = await again(async (nth) => {
      await untilCalling()
      if (nth % 2 === 0) await broker.stop()
      else await broker.kill('SIGKILL')
      await pause(awaySeconds)
      await broker.start()
      await untilCalling()
      await pause(workingSeconds)
    }, 2)
    const problems = bellhop.enricher().hasEnded() || bellhop.enricher().pid() !== before ? ['the enricher ended'] : []
    return { what: `${Math.ceil(restarts / 2)} stops, ${Math.floor(restarts / 2)} kills`, problems }
  })
}
