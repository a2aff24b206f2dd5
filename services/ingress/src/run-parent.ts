import { readDirectoryLanes } from '@bellhop/mews'
import {
  createCloser,
  createLogger,
  gatherProblems,
  openAdmin,
  type Readiness,
  sumWorkerMetrics,
  version,
} from '@bellhop/runtime'
import { readIngressConfig } from './config.ts'
import { openWorkers } from './run-workers.ts'

/**
 * Runs the ingress's first process: it reads the environment once for all, serves health and metrics, and keeps workers
 * running. It takes no webhooks itself.
 *
 * @returns the function that stops all
 */
export async function runParent(env: NodeJS.ProcessEnv): Promise<() => Promise<void>> {
  const config = await gatherProblems(
    () => readIngressConfig(env),
    env['DIRECTORY_FILE'],
    (path) => readDirectoryLanes(path, env),
  )
  await readDirectoryLanes(config.DIRECTORY_FILE, env)
  const log = createLogger({ service: 'ingress', level: config.LOG_LEVEL })
  log.info({ version }, 'starting')
  const { keep, closeAll } = createCloser()
  try {
    let readiness = (): Readiness => ({ isReady: false, reasons: ['workers are starting'] })
    const { port: adminPort } = keep(
      await openAdmin({
        host: config.ADMIN_HOST,
        port: config.ADMIN_PORT,
        isReady: () => readiness(),
        metrics: sumWorkerMetrics(),
      }),
    )
    // The worker has told why it could not start, and so would the next one.
    const workers = keep(await openWorkers(config.INGRESS_WORKERS, log, () => process.exit(1)))
    readiness = workers.readiness
    log.info({ httpPort: workers.httpPort(), adminPort, workers: config.INGRESS_WORKERS }, 'listening')
    return closeAll
  } catch (error) {
    await closeAll().catch((closeError: unknown) => log.error({ err: closeError }, 'close after a failed start'))
    throw error
  }
}
