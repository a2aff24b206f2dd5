import { waitUntil } from '@bellhop/demo'
import type { Fault } from './fault.ts'
import { runTrial } from './run-trial.ts'

const lastsSeconds = 120
const killEverySeconds = 5
const leastUpSeconds = 1.5
const brokerAwaySeconds = 20
const killDeadlineMs = 120_000

/** The whole ingress is killed after every five seconds that it was up, in the middle while the broker is away and webhooks are spooled. */
export const ingressKilled: Fault = (context) => {
  const options = {
    name: 'ingress-killed',
    rate: 200,
    ingresses: [{ workers: 2 }],
    allowed: ['unanswered'],
  } as const
  return runTrial(context, options, async (trial) => {
    const { broker, ingress, pause, stopping, together, untilDrained } = trial
    let kills = 0
    let killsWhileAway = 0
    let isAway = false
    let isOver = false
    const killAgainAndAgain = async () => {
      while (!isOver) {
        await pause(killEverySeconds, leastUpSeconds)
        await ingress.kill()
        kills += 1
        if (isAway) killsWhileAway += 1
        await ingress.start()
      }
    }
    const takeBrokerAway = async () => {
      const aroundSeconds = (lastsSeconds - brokerAwaySeconds) / 2
      await pause(aroundSeconds, leastUpSeconds)
      await broker.stop()
      isAway = true
      await pause(brokerAwaySeconds)
      // A busy machine needs longer for a start.
      await waitUntil('it was killed meanwhile', () => killsWhileAway > 0, killDeadlineMs, 100, stopping)
      isAway = false
      await broker.start()
      await pause(aroundSeconds, leastUpSeconds)
      isOver = true
    }
    await together(killAgainAndAgain, takeBrokerAway)
    const drainedSeconds = await untilDrained()
    return { what: `${kills} kills, ${killsWhileAway} of them while the broker was away`, drainedSeconds }
  })
}
