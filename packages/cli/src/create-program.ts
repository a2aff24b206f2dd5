import { version } from '@bellhop/runtime'
import { Command } from 'commander'
import type { CliCommand } from './define-command.ts'

/** What is done with a command that was typed. */
export type RunTyped = (typed: {
  readonly command: CliCommand
  readonly args: readonly unknown[]
  readonly options: unknown
  readonly isJson: boolean
}) => Promise<void>

const groups: Readonly<Record<string, string>> = {
  acls: 'see which permissions the services lack, and give them',
  'dead-letters': 'see what could not succeed, and have it tried once more',
  topics: 'see which topics are missing or differ, and create what is missing',
  warehouse: 'keep the entities and the dead letters as tables in PostgreSQL, by Kafka Connect',
}

const exitCodesHelp = `
Exit codes: 0 fine; 1 wrong use or configuration, or something is not reachable; 2 something was found that is to be
done or mended; 130 stopped before it was done. With --json standard output is one JSON document, or one a line where
a command shows many things; sentences about the work go to standard error.`

const environmentHelp = `
The environment says where Kafka, registry and directory are, by the same variables as for the services; a command asks
only for those that it needs, and any secret may be given as NAME_FILE.`

/** Makes the program of its commands; `run` is called for the one that was typed. */
export function createProgram(commands: readonly CliCommand[], run: RunTyped): Command {
  const program = new Command('bellhop')
    .description('What an operator of Bellhop types: see how it is, find out why, and mend it.')
    .version(version)
    .addHelpText('after', `${environmentHelp}\n${exitCodesHelp}`)
  const groupOf = new Map<string, Command>()

  for (const command of commands) {
    const [first = '', second] = command.name.split(' ')
    const parent = second === undefined ? program : (groupOf.get(first) ?? program.command(first))
    if (second !== undefined) groupOf.set(first, parent.description(groups[first] ?? ''))
    const typed = parent.command(second ?? first)
    typed.summary(command.summary).description(toDescription(command))
    command.declare?.(typed)
    typed
      .option('--json', 'print JSON instead of text')
      .addHelpText('after', toHelp(command))
      .action(() => {
        const { json = false, ...options } = typed.opts<{ json?: boolean }>()
        return run({ command, args: typed.processedArgs, options, isJson: json })
      })
  }
  return program
}

function toDescription({ summary, details }: CliCommand): string {
  const sentence = `${summary.charAt(0).toUpperCase()}${summary.slice(1)}.`
  return details === undefined ? sentence : `${sentence}\n\n${details}`
}

function toHelp({ variables, examples }: CliCommand): string {
  const lines = ['', `Environment: ${variables.length === 0 ? 'none' : variables.join(', ')}.`, exitCodesHelp]
  return [...lines, '', 'Examples:', ...examples.map((example) => `  ${toTyped(example)}`)].join('\n')
}

/** An example as it is typed: variables that it sets stand before the program. */
function toTyped(example: string): string {
  return example.replace(/^((?:[A-Z_]+=\S+ )*)/, '$1bellhop ')
}
