import type { Closer } from '@bellhop/runtime'
import type { Static, TObject } from '@sinclair/typebox'
import type { Command } from 'commander'
import type { ExitCode } from './exit-codes.ts'
import type { Print } from './print.ts'
import { readSettings } from './read-settings.ts'

/** What every command is given by the program. */
export type Surroundings = {
  readonly env: NodeJS.ProcessEnv
  readonly print: Print
  /** Aborts at Ctrl-C; the command then ends what it is at and resolves, in five seconds at most. */
  readonly signal: AbortSignal
  /** Remembers what the command opened, to be closed when it has ended. */
  readonly keep: Closer['keep']
  /** What was typed after the command's name: arguments, and options by their names in camelCase. */
  readonly args: readonly unknown[]
  readonly options: unknown
}

/** What a command's `run` is given. */
export type Context<T extends TObject, O> = Omit<Surroundings, 'options'> & {
  readonly config: Static<T>
  readonly options: O
}

/** A command as it is written down, one a file. */
export type CommandSpec<T extends TObject, O> = {
  /** The words that it is called by, such as `topics plan`. */
  readonly name: string
  /** One line for the list of commands. */
  readonly summary: string
  /** More about it, for its own help. */
  readonly details?: string
  /** Declares its arguments and options. */
  readonly declare?: (command: Command) => void
  /** Lines as one would type them, without `bellhop`. */
  readonly examples: readonly string[]
  /** The variables of the environment that it needs, and no others. */
  readonly needs: T
  /** Does it. Resolves with the exit code; what it throws is told in one line, with exit code 1. */
  readonly run: (context: Context<T, O>) => Promise<ExitCode>
}

/** A command as the program sees it. */
export type CliCommand = Omit<CommandSpec<TObject, unknown>, 'run' | 'needs'> & {
  readonly variables: readonly string[]
  readonly run: (around: Surroundings) => Promise<ExitCode>
}

/**
 * Makes a command of its description.
 *
 * `O` is what `declare` gives by commander's `opts()`; that the two agree is not checked.
 */
export function defineCommand<T extends TObject, O = Readonly<Record<never, never>>>(
  spec: CommandSpec<T, O>,
): CliCommand {
  const { needs, run, ...rest } = spec
  return {
    ...rest,
    variables: Object.keys(needs.properties),
    run: async (around) => run({ ...around, config: readSettings(needs, around.env), options: around.options as O }),
  }
}
