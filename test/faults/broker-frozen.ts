import type { Fault } from './fault.ts'
import { runTrial } from './run-trial.ts'

const frozenSeconds = 20
/** Webhooks are spooled from the second second on. */
const leastSeconds = 4

/** The broker keeps its connections and answers nobody, then goes on: what it was sent meanwhile it may still store. */
export const brokerFrozen: Fault = (context) =>
  runTrial(context, { name: 'broker-frozen', rate: 500, hasOneLife: true }, async ({ broker, pause, untilDrained }) => {
    await broker.kill('SIGSTOP')
    await pause(frozenSeconds, leastSeconds)
    await broker.kill('SIGCONT')
    const drainedSeconds = await untilDrained()
    return { what: `frozen for ${Math.round(Math.max(frozenSeconds * context.scale, leastSeconds))} s`, drainedSeconds }
  })
