import { directoryVariables } from '@bellhop/runtime'
import { Type } from '@sinclair/typebox'
import { InvalidArgumentError } from 'commander'
import { defineCommand } from '../define-command.ts'
import { declareLetterFilter, type LetterOptions, parseRate, toLetterFilter } from '../redrive/letter-options.ts'
import { openArchive } from '../redrive/open-archive.ts'
import { openLetters } from '../redrive/open-letters.ts'
import { createReadOriginal } from '../redrive/read-original.ts'
import { runUndertaking, type UndertakingOptions } from '../redrive/run-undertaking.ts'
import { toRedriven } from '../redrive/to-redriven.ts'
import { topicAccess } from '../topic-access.ts'

const needs = Type.Object({ ...topicAccess, ...directoryVariables })

type RedriveOptions = LetterOptions & UndertakingOptions & { readonly all?: boolean }

/** `bellhop dead-letters redrive`. */
export const deadLettersRedrive = defineCommand<typeof needs, RedriveOptions>({
  name: 'dead-letters redrive',
  summary: 'writes the events of dead letters to their event topics once more',
  details: `Chosen by at least one of the options that filter, or by --all, which means what an operator dropped too. Of each dead
letter once, ever: what was redriven is known from the audit topic, where every transaction also says which dead letters
it was made of. So it may be stopped, killed and run again. An event that fails again becomes another dead letter, which
may be redriven in its turn. Its coordinates (topic, partition, offset) become the event's id, and its record_origin is
redrive. Names those that cannot be made an event, and why. Exit code 2 where there are such, or where none is chosen.`,
  declare: (command) => {
    declareLetterFilter(command)
    command
      .option('--all', 'all of them, those of an operator who said drop too')
      .option('--dry-run', 'say what would be written, and write nothing')
      .option('--rate <events>', 'at most so many events a second', parseRate)
      .option(
        '--by <who>',
        'who asks, for the audit topic; without it the user of this machine, in a container only a number',
      )
  },
  examples: [
    'dead-letters redrive --reason absent --since 24h --dry-run',
    'dead-letters redrive --class permission --enterprise 3fa85f64-5717-4562-b3fc-2c963f66afa6',
    'dead-letters redrive --reason exhausted --rate 50',
    'dead-letters redrive --id mews.dead-letters.events-3-127',
    'dead-letters redrive --all --dry-run',
  ],
  needs,
  run: async (context) => {
    const { config, options } = context
    const filter = toLetterFilter(options)
    if ((Object.keys(filter).length === 0) !== (options.all === true)) {
      throw new InvalidArgumentError(
        'Say which dead letters: --reason, --class, --enterprise, --id, --since or --until; or --all, without these.',
      )
    }
    const archive = await openArchive(config, context)
    const readOriginal = createReadOriginal(archive.registry, archive.topics)
    const { exitCode } = await runUndertaking(archive, config.DIRECTORY_FILE, context, {
      undertaking: { action: 'redrive', name: null },
      what: 'dead letters',
      filter,
      ...(await openLetters(archive, filter)),
      toChoice: async (letter, place) => toRedriven(letter, place, await readOriginal(letter)),
      mayBeNone: false,
      options,
    })
    return exitCode
  },
})
