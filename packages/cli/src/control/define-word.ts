import { userInfo } from 'node:os'
import { entities } from '@bellhop/records'
import { BellhopError } from '@bellhop/runtime'
import { Type } from '@sinclair/typebox'
import { InvalidArgumentError } from 'commander'
import { adminOption, adminVariables } from '../admin-options.ts'
import { askAdmins } from '../ask-admins.ts'
import { type CliCommand, defineCommand } from '../define-command.ts'
import { exitCodes } from '../exit-codes.ts'
import { topicAccess } from '../topic-access.ts'
import { type Halted, toHalted } from './to-halted.ts'
import { writeWord } from './write-word.ts'

const needs = Type.Object({ ...topicAccess, ENRICHER_ADMIN: adminVariables.ENRICHER_ADMIN })

/** What an operator may say to a lane. */
export type Word = {
  readonly action: 'resume' | 'drop'
  readonly summary: string
  readonly details: string
  /** What follows once it was said: a sentence. */
  readonly outcome: string
}

type WordOptions = { readonly enricherAdmin?: readonly string[]; readonly by?: string; readonly all?: boolean }

const operations = Object.values(entities).map(({ operation }) => operation)

/** Makes the command that says a word to a lane, or that shows what is halted where no lane is given. */
export function defineWord({ action, summary, details, outcome }: Word): CliCommand {
  return defineCommand<typeof needs, WordOptions>({
    name: action,
    summary,
    details: `${details} Without arguments it shows what the enrichers say is halted (exit code 2 then), and says nothing to any lane.`,
    declare: (command) => {
      command
        .argument('[lane]', 'the lane, as a halted operation is told with it: a chain, or the name of a credential')
        .argument('[operation]', `one of ${operations.join(', ')}`, parseOperation)
        .option('--all', 'all operations of the lane, instead of one')
        .option('--by <name>', 'who asks; the user of this machine where left out')
        .addOption(adminOption('enricher'))
    },
    examples: [action, `${action} grand-hotels payments/getAll`, `${action} grand-hotels --all --by "night shift"`],
    needs,
    run: async (context) => {
      const { args, config, options, print, signal } = context
      const [lane, operation] = args
      if (typeof lane !== 'string') {
        const halted = await readHalted(options.enricherAdmin ?? config.ENRICHER_ADMIN, signal)
        const lines = halted.map((one) => `${one.lane}  ${one.operation}  since ${one.since}: ${one.cause}`)
        print.answer({ halted }, lines.length === 0 ? ['Nothing is halted.'] : lines)
        return halted.length === 0 ? exitCodes.fine : exitCodes.found
      }
      if ((typeof operation === 'string') === (options.all === true)) {
        throw new InvalidArgumentError('Give an operation, or --all for all operations of the lane.')
      }
      const word = {
        lane,
        operation: typeof operation === 'string' ? operation : null,
        action,
        requested_at: Date.now(),
        requested_by: options.by ?? userInfo().username,
      }
      await writeWord(config, context, word)
      const what = word.operation ?? 'all operations'
      print.answer(word, [`Said ${action} to lane ${lane}, ${what}. ${outcome}`])
      return exitCodes.fine
    },
  })
}

/** What is halted, by the word of all enrichers: each has other tasks. @throws BellhopError `not-ready` when one is silent */
async function readHalted(addresses: readonly string[], stopping: AbortSignal): Promise<readonly Halted[]> {
  const answers = await askAdmins(addresses, stopping)
  return answers.flatMap((answer) => {
    if (answer.isThere) return toHalted(answer.readiness.reasons)
    const message = `The enricher's admin port ${answer.address} does not answer (${answer.why}): give the right one by --enricher-admin host:port`
    throw new BellhopError({ code: 'not-ready', message, retriable: true })
  })
}

function parseOperation(text: string): string {
  if (operations.includes(text)) return text
  throw new InvalidArgumentError(`Operations are ${operations.join(', ')}.`)
}
