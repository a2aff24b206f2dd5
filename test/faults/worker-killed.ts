import type { Fault } from './fault.ts'
import { killIfThere } from './open-ingress.ts'
import { runTrial } from './run-trial.ts'

const lastsSeconds = 30
const killEverySeconds = 3

/** One of two workers is killed again and again, the one that has run for longest: the other goes on. */
export const workerKilled: Fault = (context) => {
  const options = {
    name: 'worker-killed',
    rate: 500,
    ingresses: [{ workers: 2 }],
    allowed: ['unanswered'],
  } as const
  return runTrial(context, options, async ({ ingress, pause, untilDrained }) => {
    const endsAt = performance.now() + lastsSeconds * 1000 * context.scale
    let kills = 0
    do {
      const [oldest] = ingress.workers()
      if (oldest !== undefined) {
        killIfThere(oldest)
        kills += 1
      }
      await pause(killEverySeconds, killEverySeconds)
    } while (performance.now() < endsAt)
    const drainedSeconds = await untilDrained()
    return { what: `${kills} workers killed`, drainedSeconds }
  })
}
