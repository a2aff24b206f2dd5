import { type DropHow, openAnswerProxy, requestKinds } from '../answer-proxy.ts'
import type { Fault } from './fault.ts'
import { runTrial } from './run-trial.ts'

const everySeconds = 1
const leastTimes = 7
const saidOf = { cut: 'connection cut', open: 'connection kept' }
const kinds = Object.values(requestKinds)

/** The broker does what a transaction asks, and the connection ends before its answer has arrived. */
export const answersCut: Fault = (context) => dropAnswers('cut')(context)

/** The broker does it, its answer does not arrive, and the connection stays open: only the time tells. */
export const answersSwallowed: Fault = (context) => dropAnswers('open')(context)

const dropAnswers =
  (how: DropHow): Fault =>
  async (context) => {
    const { brokers } = context.stack
    const { value: proxy, close } = await openAnswerProxy(Number(brokers.slice(brokers.lastIndexOf(':') + 1)))
    const options = {
      name: `answers-${how}`,
      seconds: 60,
      enricherEnv: { KAFKA_BROKERS: `127.0.0.1:${proxy.port}` },
    }
    try {
      return await runTrial(context, options, async ({ again, pause, bellhop }) => {
        await again(async (nth) => {
          // Each kind in turn, so that the rare ones are met too.
          const kind = kinds[nth % kinds.length] ?? requestKinds.produce
          proxy.dropNext(how, [kind])
          await pause(everySeconds)
        }, leastTimes)
        proxy.dropNoMore()
        const problems = bellhop.enricher().hasEnded() ? ['the enricher ended'] : []
        return { what: `${proxy.dropped()} answers dropped, ${saidOf[how]}`, problems }
      })
    } finally {
      await close()
    }
  }
