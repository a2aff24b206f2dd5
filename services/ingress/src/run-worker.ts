import { createLogger, shareWorkerMetrics, toStartFailure } from '@bellhop/runtime'
import { readIngressConfig } from './config.ts'
import type { WorkerNews } from './messages.ts'
import { openWorker } from './open-worker.ts'

const NEWS_INTERVAL_MS = 500

/**
 * Runs a worker of the ingress, which tells its parent how it is.
 *
 * @returns the function that stops it
 */
export async function runWorker(env: NodeJS.ProcessEnv, stopping: AbortSignal): Promise<() => Promise<void>> {
  const config = readIngressConfig(env)
  const log = createLogger({ service: 'ingress', level: config.LOG_LEVEL })
  const { value, close } = await openWorker({ config, env, log, stopping })
  shareWorkerMetrics(value.metrics)

  const tell = (news: WorkerNews) => {
    if (process.connected) process.send?.(news)
  }
  tell({ kind: 'listening', httpPort: value.httpPort })
  const tellReadiness = () => tell({ kind: 'readiness', readiness: value.readiness() })
  tellReadiness()
  const timer = setInterval(tellReadiness, NEWS_INTERVAL_MS)
  value.verified.then(
    () => {
      tell({ kind: 'verified' })
      tellReadiness()
    },
    (error: unknown) => {
      if (stopping.aborted) return
      process.stderr.write(toStartFailure('ingress', error))
      process.exit(1)
    },
  )
  return async () => {
    clearInterval(timer)
    await close()
  }
}
