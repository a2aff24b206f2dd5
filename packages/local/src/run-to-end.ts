import type { LocalErrorCode } from './errors.ts'
import { LocalError } from './errors.ts'
import { readLog, sizeOfLog, toLastLines } from './read-log.ts'
import { type Command, startWatched } from './watched-process.ts'

/**
 * Runs a program until it ends.
 *
 * @param failure - the code, and the sentence that its last lines are put after, when it does not end well.
 */
export async function runToEnd(command: Command, failure: { code: LocalErrorCode; text: string }): Promise<void> {
  const from = await sizeOfLog(command.logFile)
  const { code, signal, error } = await startWatched(command).ended
  if (code === 0) return

  const lines = toLastLines(await readLog(command.logFile, from))
  const how = code === null ? (signal ?? error?.message ?? 'it did not start') : `exit code ${code}`
  throw new LocalError(failure.code, `${failure.text} (${how}). Its last lines:\n${lines}`, {
    retriable: true,
    cause: error,
  })
}
