import { type ExitCode, exitCodes } from '../exit-codes.ts'
import type { Written } from './write-again.ts'

/**
 * How a command ends that writes events once more: something is to be done where none was meant, or one was refused. Pure.
 *
 * @param mayBeNone - whether that none was meant is no sign of a word that was mistyped
 */
export function toExitCode({ outcome, tally }: Written, mayBeNone = false): ExitCode {
  if (outcome === 'interrupted') return exitCodes.stopped
  if (tally.refused.length > 0) return exitCodes.found
  return tally.chosen === 0 && !mayBeNone ? exitCodes.found : exitCodes.fine
}
