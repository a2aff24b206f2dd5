import { type AnswerProxy, type DropHow, openAnswerProxy } from './answer-proxy.ts'
import type { Fault } from './fault.ts'
import { runTrial } from './run-trial.ts'

const lastsSeconds = 20
const leastSeconds = 4
const everySeconds = 1
const leastDropped = { cut: 3, open: 1 }
const saidOf = { cut: 'connection cut', open: 'connection kept' }

/** The broker stores, and the connection ends before its answer has arrived. */
export const answersCut: Fault = (context) => dropAnswers('cut')(context)

/** The broker stores, its answer does not arrive, and the connection stays open: only the time tells. */
export const answersSwallowed: Fault = (context) => dropAnswers('open')(context)

const dropAnswers =
  (how: DropHow): Fault =>
  async (context) => {
    const { value: proxy, close } = await openAnswerProxy(portOf(context.stack.brokers))
    try {
      return await runTrial(context, toOptions(how, proxy), async ({ pause, untilDrained }) => {
        const endsAt = performance.now() + Math.max(lastsSeconds * context.scale, leastSeconds) * 1000
        while (performance.now() < endsAt || proxy.dropped() < leastDropped[how]) {
          proxy.dropNext(how)
          await pause(everySeconds, everySeconds)
        }
        proxy.dropNoMore()
        const drainedSeconds = await untilDrained()
        return { what: `${proxy.dropped()} answers dropped, ${saidOf[how]}`, drainedSeconds }
      })
    } finally {
      await close()
    }
  }

function toOptions(how: DropHow, proxy: AnswerProxy) {
  const ingresses = [{ brokers: `127.0.0.1:${proxy.port}` }]
  return { name: `answers-dropped-${how}`, rate: 500, ingresses, hasOneLife: true }
}

function portOf(brokers: string): number {
  return Number(brokers.slice(brokers.lastIndexOf(':') + 1))
}
