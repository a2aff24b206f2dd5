import type { ServiceProcess } from '@bellhop/demo'
import type { Fault } from './fault.ts'
import { runTrial } from './run-trial.ts'

const everySeconds = 5

/** Every five seconds another enricher joins or leaves: tasks, and the budgets of their lanes, go from hand to hand. */
export const membersChange: Fault = (context) =>
  runTrial(context, { name: 'members-change', seconds: 60 }, async ({ bellhop, again, pause }) => {
    let added: ServiceProcess | undefined
    let joins = 0
    let leaves = 0
    await again(async () => {
      if (added === undefined) {
        joins += 1
        added = await bellhop.addEnricher(`enricher-${joins + 1}`)
      } else {
        leaves += 1
        await added.stop()
        added = undefined
      }
      await pause(everySeconds)
    }, 2)
    return { what: `${joins} joins, ${leaves} leaves` }
  })
