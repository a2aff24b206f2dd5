import { type Closer, createCloser } from '@bellhop/runtime'
import { describe, say } from './say.ts'

/** What a program does: it keeps what is to be closed, whatever comes, and rejects soon once `stopping` aborts. */
export type Work = (keep: Closer['keep'], stopping: AbortSignal) => Promise<void>

/**
 * Runs a program and ends the process, with 0 where its work resolved. Where it rejected, or SIGINT or SIGTERM stopped it,
 * that is told in a line and the exit code is 1. What the work kept is closed before.
 */
export async function runProgram(work: Work): Promise<never> {
  const { keep, closeAll } = createCloser()
  const stopping = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopping.abort(new Error('Stopped')))
  const fail = (error: unknown) => {
    say(stopping.signal.aborted ? 'Stopped' : describe(error))
    process.exitCode = 1
  }
  await work(keep, stopping.signal).catch(fail)
  await closeAll().catch(fail)
  process.exit()
}
