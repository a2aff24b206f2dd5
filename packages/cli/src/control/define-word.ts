import { readDirectoryLanes } from '@bellhop/mews'
import { entities } from '@bellhop/records'
import { BellhopError, directoryVariables } from '@bellhop/runtime'
import { Type } from '@sinclair/typebox'
import { InvalidArgumentError } from 'commander'
import { adminAddresses, adminOption } from '../admin-options.ts'
import { askAdmins } from '../ask-admins.ts'
import { type CliCommand, defineCommand } from '../define-command.ts'
import { exitCodes } from '../exit-codes.ts'
import { topicAccess } from '../topic-access.ts'
import { whoAsks } from '../who-asks.ts'
import { toHalted } from './to-halted.ts'
import { writeWord } from './write-word.ts'

const needs = Type.Object({
  ...topicAccess,
  ...directoryVariables,
  ENRICHER_ADMIN: adminAddresses.ENRICHER_ADMIN,
})

/** What an operator may say to a lane. */
export type Word = {
  readonly action: 'resume' | 'drop'
  readonly summary: string
  readonly details: string
  /** What follows once it was said: a sentence. */
  readonly outcome: string
}

type WordOptions = { readonly enricherAdmin?: readonly string[]; readonly by?: string; readonly all?: boolean }

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
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
        .option('--by <who>', 'who asks; without it the user of this machine, in a container only a number')
        .addOption(adminOption('enricher'))
    },
    examples: [action, `${action} grand-hotels payments/getAll`, `${action} grand-hotels --all --by "night shift"`],
    needs,
    run: async (context) => {
      const { args, config, env, options, print, signal } = context
      const [lane, operation] = args
      if (typeof lane !== 'string') {
        const answers = await askAdmins(options.enricherAdmin ?? config.ENRICHER_ADMIN, signal)
        const halted = answers.flatMap((answer) => (answer.isThere ? toHalted(answer.readiness.reasons) : []))
        const silent = answers.flatMap((answer) => (answer.isThere ? [] : [answer]))
        const lines = halted.map((one) => `${one.lane}  ${one.operation}  since ${one.since}: ${one.cause}`)
        for (const { address, why } of silent) print.note(toSilence(address, why))
        if (silent.length === answers.length) return exitCodes.failed
        const nothing = `Nothing is halted${silent.length === 0 ? '' : ' in the tasks of those who answered'}.`
        print.answer({ halted, silent: silent.map(({ address }) => address) }, lines.length === 0 ? [nothing] : lines)
        return halted.length === 0 ? exitCodes.fine : exitCodes.found
      }
      if ((typeof operation === 'string') === (options.all === true)) {
        throw new InvalidArgumentError('Give an operation, or --all for all operations of the lane.')
      }
      await requireLane(lane, action, config.DIRECTORY_FILE, env)
      const word = {
        lane,
        operation: typeof operation === 'string' ? operation : null,
        action,
        requested_at: Date.now(),
        requested_by: whoAsks(options.by),
      }
      await writeWord(config, context, word)
      const what = word.operation ?? 'all operations'
      print.answer(word, [`Said ${action} to lane ${lane}, ${what}. ${outcome}`])
      return exitCodes.fine
    },
  })
}

/**
 * A word to a lane that there is not would be heard by nobody. What waits for an enterprise that the directory does not
 * know is in a lane of its own, named by its id, and may be dropped.
 *
 * @throws BellhopError naming the lanes that there are
 */
async function requireLane(
  lane: string,
  action: Word['action'],
  directoryFile: string,
  env: NodeJS.ProcessEnv,
): Promise<void> {
  const laneOf = await readDirectoryLanes(directoryFile, env)
  const lanes = [...new Set(laneOf.values())]
  if (lanes.includes(lane) || (action === 'drop' && uuid.test(lane) && !laneOf.has(lane))) return
  const known = laneOf.get(lane)
  const shown = lanes.length > 20 ? `${lanes.slice(0, 20).join(', ')} and ${lanes.length - 20} more` : lanes.join(', ')
  const why =
    known === undefined
      ? `The directory has no lane ${lane}; there are ${shown}`
      : `${lane} is an enterprise of lane ${known}`
  throw new BellhopError({ code: 'config', message: why })
}

function toSilence(address: string, why: string): string {
  return `The enricher's admin port ${address} does not answer (${why}): say where it is by --enricher-admin host:port or ENRICHER_ADMIN.`
}

function parseOperation(text: string): string {
  if (operations.includes(text)) return text
  throw new InvalidArgumentError(`Operations are ${operations.join(', ')}.`)
}
