import type { Fault } from './fault.ts'
import { runTrial } from './run-trial.ts'

const killEverySeconds = 5

/** The enricher is killed when it has made calls, then again five seconds after the next one began to. */
export const enricherKilled: Fault = (context) =>
  runTrial(context, { name: 'enricher-killed', seconds: 60 }, async ({ bellhop, again, pause, untilCalling }) => {
    const kills = await again(async () => {
      await bellhop.restartEnricher()
      await untilCalling()
      await pause(killEverySeconds)
    })
    return { what: `${kills} kills` }
  })
