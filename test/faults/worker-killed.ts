import { waitUntil } from '@bellhop/demo'
import type { Fault } from './fault.ts'
import { killIfThere } from './open-ingress.ts'
import { runTrial } from './run-trial.ts'

const workers = 2
const lastsSeconds = 30
const killEverySeconds = 3
const deadlineMs = 120_000

/** One of two workers is killed again and again, the one that has run for longest: the other goes on. */
export const workerKilled: Fault = (context) => {
  const options = {
    name: 'worker-killed',
    rate: 500,
    ingresses: [{ workers }],
    allowed: ['unanswered'],
  } as const
  return runTrial(context, options, async ({ ingress, pause, stopping, untilDrained }) => {
    const endsAt = performance.now() + lastsSeconds * 1000 * context.scale
    let kills = 0
    do {
      const bothWork = async () => ingress.workers().length === workers && (await ingress.isReady())
      await waitUntil('both workers work', bothWork, deadlineMs, 100, stopping)
      const [oldest] = ingress.workers()
      if (oldest !== undefined) killIfThere(oldest)
      kills += 1
      await pause(killEverySeconds, killEverySeconds)
    } while (performance.now() < endsAt)
    const drainedSeconds = await untilDrained()
    const isSlow = context.isTimed && kills < lastsSeconds / killEverySeconds / 2
    return {
      what: `${kills} workers killed`,
      drainedSeconds,
      problems: isSlow ? [`${kills} kills in ${lastsSeconds} s: those that are killed are not replaced soon`] : [],
    }
  })
}
