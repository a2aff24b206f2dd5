import { createCloser } from '@bellhop/runtime'
import { CommanderError } from 'commander'
import { commands } from './commands/index.ts'
import { createProgram, type RunTyped } from './create-program.ts'
import { type ExitCode, exitCodes } from './exit-codes.ts'
import { createPrint, type Out } from './print.ts'
import { toFailure } from './to-failure.ts'
import { withGrace } from './with-grace.ts'

/** What the process gives to the command. */
export type Process = {
  readonly env: NodeJS.ProcessEnv
  /** Aborts when the user has had enough. */
  readonly signal: AbortSignal
  readonly stdout: Out
  readonly stderr: Out
}

/**
 * Runs what was typed, and gives the exit code; never throws for what an operator can mend.
 *
 * What a command opened is closed before it resolves, but not waited for longer than five seconds.
 */
export async function runCli(argv: readonly string[], { env, signal, stdout, stderr }: Process): Promise<ExitCode> {
  let exitCode: ExitCode = exitCodes.fine
  const run: RunTyped = async ({ command, args, options, isJson }) => {
    const { keep, closeAll } = createCloser()
    const print = createPrint(stdout, stderr, isJson)
    try {
      const work = command.run({ env, print, signal, keep, args, options })
      exitCode = (await withGrace(work, signal)) ?? exitCodes.stopped
    } catch (error) {
      exitCode = signal.aborted ? exitCodes.stopped : exitCodes.failed
      if (!signal.aborted) print.note(toFailure(command.name, error, isJson))
    } finally {
      await withGrace(
        closeAll().catch(() => undefined),
        AbortSignal.abort(),
      )
    }
  }

  const program = createProgram(commands, run)
  const io = { writeOut: stdout.write.bind(stdout), writeErr: stderr.write.bind(stderr) }
  for (const command of [program, ...program.commands, ...program.commands.flatMap((one) => one.commands)]) {
    command.exitOverride().configureOutput(io)
  }
  try {
    await program.parseAsync([...argv], { from: 'user' })
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    return error.exitCode === 0 ? exitCodes.fine : exitCodes.failed
  }
  return exitCode
}
