import type { Fault } from './fault.ts'
import { runTrial } from './run-trial.ts'

const stoppedSeconds = 60

/** The broker is stopped, and started again: all is kept in the spool meanwhile. */
export const brokerStopped: Fault = (context) =>
  runTrial(
    context,
    { name: 'broker-stopped', rate: 500, hasOneLife: true },
    async ({ broker, pause, untilDrained }) => {
      await broker.stop()
      await pause(stoppedSeconds)
      await broker.start()
      const drainedSeconds = await untilDrained()
      return { what: `away for ${Math.round(stoppedSeconds * context.scale)} s`, drainedSeconds }
    },
  )
