import { userInfo } from 'node:os'
import { entities } from '@bellhop/records'
import { Type } from '@sinclair/typebox'
import { InvalidArgumentError } from 'commander'
import { type CliCommand, defineCommand } from '../define-command.ts'
import { exitCodes } from '../exit-codes.ts'
import { topicAccess } from '../topic-access.ts'
import { readHalted } from './read-halted.ts'
import { writeWord } from './write-word.ts'

const needs = Type.Object(topicAccess)

/** What an operator may say to a lane. */
export type Word = {
  readonly action: 'resume' | 'drop'
  readonly summary: string
  readonly details: string
  /** What follows once it was said: a sentence. */
  readonly outcome: string
}

type WordOptions = { readonly enricherAdmin: string; readonly by?: string; readonly all?: boolean }

const operations = Object.values(entities).map(({ operation }) => operation)

/** Makes the command that says a word to a lane, or that shows what is halted where no lane is given. */
export function defineWord({ action, summary, details, outcome }: Word): CliCommand {
  return defineCommand<typeof needs, WordOptions>({
    name: action,
    summary,
    details: `${details} Without arguments it shows what one enricher says is halted (exit code 2 then), and says nothing to any lane.`,
    declare: (command) => {
      command
        .argument('[lane]', 'the lane, as a halted operation is told with it: a chain, or the name of a credential')
        .argument('[operation]', `one of ${operations.join(', ')}`, parseOperation)
        .option('--all', 'all operations of the lane, instead of one')
        .option('--by <name>', 'who asks; the user of this machine where left out')
        .option('--enricher-admin <host:port>', 'admin port of an enricher, asked what is halted', '127.0.0.1:9465')
    },
    examples: [action, `${action} grand-hotels payments/getAll`, `${action} grand-hotels --all --by "night shift"`],
    needs,
    run: async (context) => {
      const { args, config, options, print } = context
      const [lane, operation] = args
      if (typeof lane !== 'string') {
        const halted = await readHalted(options.enricherAdmin)
        const lines = halted.map((one) => `${one.lane}  ${one.operation}  since ${one.since}: ${one.cause}`)
        print.answer({ halted }, lines.length === 0 ? ['Nothing is halted in the tasks of this enricher.'] : lines)
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

function parseOperation(text: string): string {
  if (operations.includes(text)) return text
  throw new InvalidArgumentError(`Operations are ${operations.join(', ')}.`)
}
