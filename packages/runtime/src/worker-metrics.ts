import cluster, { type Worker } from 'node:cluster'
import prometheus from 'prom-client'
import { addCounts, type Reading } from './add-counts.ts'
import type { MetricsText } from './admin.ts'

type Question = { readonly kind: 'read-metrics'; readonly round: number }
type Answer = { readonly kind: 'metrics'; readonly round: number; readonly reading: Reading }

/** Milliseconds for which the workers' answers are waited for; of one that is silent, what it said last is taken. */
const answerWithinMs = 1_000

/** Gives the metrics of this worker to the process that started it, when that asks. */
export function shareWorkerMetrics({ register }: { readonly register: prometheus.Registry }): void {
  const answer = async (round: number) => {
    const reading = await register.getMetricsAsJSON()
    if (process.connected) process.send?.({ kind: 'metrics', round, reading } satisfies Answer)
  }
  process.on('message', (message: unknown) => {
    // A reading that fails leaves the question open; the parent then takes what was said last.
    if (isOfKind<Question>(message, 'read-metrics')) answer(message.round).catch(() => undefined)
  })
}

/**
 * The metrics of all workers of this process, summed. What a worker had counted when they were last read stays in the
 * sums after its end: a counter that falls looks to Prometheus as if it had begun anew, and all of it were new.
 */
export function sumWorkerMetrics(): MetricsText {
  const last = new Map<Worker, Reading>()
  let ended: Reading = []
  let round = 0
  cluster.on('exit', (worker) => {
    ended = addCounts(ended, last.get(worker) ?? [])
    last.delete(worker)
  })

  function ask(worker: Worker, question: Question): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(end, answerWithinMs)
      function listen(message: unknown) {
        if (!isOfKind<Answer>(message, 'metrics') || message.round !== question.round) return
        last.set(worker, message.reading)
        end()
      }
      function end() {
        clearTimeout(timer)
        worker.off('message', listen).off('exit', end)
        resolve()
      }
      worker.on('message', listen).on('exit', end)
      worker.send(question)
    })
  }

  return {
    contentType: prometheus.Registry.PROMETHEUS_CONTENT_TYPE,
    text: async () => {
      round += 1
      const question: Question = { kind: 'read-metrics', round }
      const workers = Object.values(cluster.workers ?? {}).filter((worker) => worker !== undefined)
      await Promise.all(workers.filter((worker) => worker.isConnected()).map((worker) => ask(worker, question)))
      return prometheus.AggregatorRegistry.aggregate([...last.values(), ended]).metrics()
    },
  }
}

function isOfKind<T extends { readonly kind: string }>(message: unknown, kind: T['kind']): message is T {
  return typeof message === 'object' && message !== null && 'kind' in message && message.kind === kind
}
