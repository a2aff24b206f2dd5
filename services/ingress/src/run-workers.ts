import cluster, { type Worker } from 'node:cluster'
import { once } from 'node:events'
import type { Logger, Opened, Readiness } from '@bellhop/runtime'
import { isWorkerNews, stopMessage } from './messages.ts'
import { sumReadiness } from './sum-readiness.ts'

/**
 * Milliseconds before a worker that ended is replaced: doubled from the first to the last while none opens its port. One
 * that has taken webhooks is missed at once, however often that happens.
 */
const FIRST_PAUSE_MS = 100
const LAST_PAUSE_MS = 30_000

/**
 * Room for what lives as long as a webhook does, in MiB: in V8's own 1 to 16 MiB most of it is still in use at each
 * collection, and is copied twice. One size, so that the memory of a worker stays the same whatever comes.
 */
const heapFlags = ['--min-semi-space-size=16', '--max-semi-space-size=16']

/** The workers of this process. */
export type Workers = { readonly readiness: () => Readiness; readonly httpPort: () => number | undefined }

/**
 * Starts workers, and another for each that ends; resolves when all listen.
 *
 * @param onFatal - called when a worker ends before any has verified topics and schemas: another would end as well. It
 * has said why itself.
 */
export async function openWorkers(count: number, log: Logger, onFatal: () => void): Promise<Opened<Workers>> {
  const readiness = new Map<Worker, Readiness | undefined>()
  let httpPort: number | undefined
  let hasVerified = false
  let isClosing = false
  let pauseMs = FIRST_PAUSE_MS

  cluster.setupPrimary({ execArgv: [...process.execArgv, ...heapFlags] })
  function start(): Worker {
    const worker = cluster.fork()
    let isListening = false
    readiness.set(worker, undefined)
    worker.on('message', (message: unknown) => {
      if (!isWorkerNews(message)) return
      if (message.kind === 'listening') {
        httpPort = message.httpPort
        isListening = true
      }
      if (message.kind === 'verified') hasVerified = true
      if (message.kind === 'readiness') readiness.set(worker, message.readiness)
    })
    worker.on('exit', (code, signal) => {
      readiness.delete(worker)
      if (isClosing) return
      if (!hasVerified && code === 1) return onFatal()
      pauseMs = isListening ? FIRST_PAUSE_MS : Math.min(2 * pauseMs, LAST_PAUSE_MS)
      log.error({ pid: worker.process.pid, code, signal, pauseMs }, 'a worker ended; another takes its place')
      setTimeout(() => {
        if (!isClosing) start()
      }, pauseMs)
    })
    return worker
  }

  async function close(): Promise<void> {
    isClosing = true
    await Promise.all(
      [...readiness].map(async ([worker, told]) => {
        if (worker.isDead()) return
        const ended = once(worker, 'exit')
        // One that has said nothing yet has taken no webhook, and does not listen to us either.
        if (told === undefined || !worker.isConnected()) worker.process.kill('SIGKILL')
        else worker.send(stopMessage)
        await ended
      }),
    )
  }

  const started = Array.from({ length: count }, start)
  await Promise.all(started.map(hasListened))
  return {
    value: { readiness: () => sumReadiness([...readiness.values()]), httpPort: () => httpPort },
    close,
  }
}

/** Settles with the worker's first word that its port is open. */
function hasListened(worker: Worker): Promise<void> {
  return new Promise((resolve) => {
    worker.on('message', (message: unknown) => {
      if (isWorkerNews(message) && message.kind === 'listening') resolve()
    })
  })
}
