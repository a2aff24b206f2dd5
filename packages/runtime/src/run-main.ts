import closeWithGrace from 'close-with-grace'
import { ConfigError, codeOf, describeError } from './errors.ts'
import { createLogger } from './log.ts'
import { redactText } from './redact-text.ts'

/** How long a service may take to stop after a signal, in milliseconds. */
const CLOSE_TIMEOUT_MS = 10_000

/** Signals that stop the service; the others keep what Node does about them. */
const otherSignals = ['SIGILL', 'SIGTRAP', 'SIGABRT', 'SIGBUS', 'SIGFPE', 'SIGSEGV', 'SIGUSR2', 'SIGHUP'] as const

const stopSignals = ['SIGTERM', 'SIGINT'] as const

/** How {@link runMain} differs for a process that another one of ours started. */
export type MainOptions = {
  /** The message of the parent that stops it; it does not mind SIGTERM and SIGINT then, which reach both at once. */
  readonly stopMessage?: string
}

/**
 * Opens a service, or gives up by rejecting. The signal is aborted when the process is told to stop while opening.
 *
 * @returns the function that stops the service.
 */
export type OpenService = (env: NodeJS.ProcessEnv, stopping: AbortSignal) => Promise<() => Promise<void>>

/**
 * Runs a service as this process.
 *
 * SIGTERM and SIGINT close it, in 10 s at most, and the exit code is 0. A failed start is told on stderr in one line, or
 * one line a problem for the environment, and the exit code is 1. An error that nobody caught is logged as fatal and ends
 * the process with 1 at once: nothing is flushed, because nobody knows in what state it is.
 */
export async function runMain(name: string, open: OpenService, options: MainOptions = {}): Promise<void> {
  const { stopMessage } = options
  const log = createLogger({ service: name, level: 'info' })
  const stop = new AbortController()
  const opening = open(process.env, stop.signal)

  const grace = closeWithGrace(
    {
      delay: stopMessage === undefined ? CLOSE_TIMEOUT_MS : CLOSE_TIMEOUT_MS - 500,
      logger: false,
      skip: ['beforeExit', ...otherSignals, ...(stopMessage === undefined ? [] : stopSignals)],
      onTimeout: (delayMs) => log.error({ code: 'close-timeout', delayMs }, 'did not stop in time: ended'),
    },
    async ({ err, signal }) => {
      if (err) return log.fatal({ err }, 'an error nobody caught: ending')
      log.info({ signal }, 'stopping')
      stop.abort()
      const close = await opening.catch(() => undefined)
      try {
        await close?.()
        log.info('stopped')
      } catch (error) {
        log.error({ err: error }, 'stopped, but not cleanly')
        process.exit(1)
      }
    },
  )

  if (stopMessage !== undefined) {
    for (const signal of stopSignals) process.on(signal, () => {})
    process.on('message', (message) => {
      if (message === stopMessage) grace.close()
    })
  }

  try {
    await opening
  } catch (error) {
    if (stop.signal.aborted) return
    if (codeOf(error) === undefined) log.fatal({ err: error }, 'cannot start')
    process.stderr.write(toStartFailure(name, error))
    process.exit(1)
  }
}

/** What the terminal says about a start that failed, without a stack trace and without secrets. */
export function toStartFailure(name: string, error: unknown): string {
  if (error instanceof ConfigError) {
    const lines = error.problems.map((problem) => `  - ${redactText(problem)}\n`)
    return `${name} cannot start, because of its environment:\n${lines.join('')}`
  }
  return `${name} cannot start: ${redactText(describeError(error))}\n`
}
