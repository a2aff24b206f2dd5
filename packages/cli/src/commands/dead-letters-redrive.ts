import { directoryVariables } from '@bellhop/runtime'
import { Type } from '@sinclair/typebox'
import { defineCommand } from '../define-command.ts'
import { declareLetterFilter, type LetterOptions, parseRate, toLetterFilter } from '../redrive/letter-options.ts'
import { openArchive } from '../redrive/open-archive.ts'
import { openLetters } from '../redrive/open-letters.ts'
import { createReadOriginal } from '../redrive/read-original.ts'
import { runUndertaking, type UndertakingOptions } from '../redrive/run-undertaking.ts'
import { toRedriven } from '../redrive/to-redriven.ts'
import { topicAccess } from '../topic-access.ts'

const needs = Type.Object({ ...topicAccess, ...directoryVariables })

/** `bellhop dead-letters redrive`. */
export const deadLettersRedrive = defineCommand<typeof needs, LetterOptions & UndertakingOptions>({
  name: 'dead-letters redrive',
  summary: 'writes the events of dead letters to their event topics once more',
  details: `Of each dead letter once, ever: what was redriven is known from the audit topic, where every transaction also says
which dead letters it was made of. So it may be stopped, killed and run again. An event that fails again becomes another
dead letter, which may be redriven in its turn. Its coordinates (topic, partition, offset) become the event's id, and its
record_origin is redrive. Names those that cannot be made an event, and why.`,
  declare: (command) => {
    declareLetterFilter(command)
    command
      .option('--dry-run', 'say what would be written, and write nothing')
      .option('--rate <events>', 'at most so many events a second', parseRate)
      .option('--by <name>', 'who asks, for the audit topic; the user of this machine where left out')
  },
  examples: [
    'dead-letters redrive --reason absent --since 24h --dry-run',
    'dead-letters redrive --class permission --enterprise 3fa85f64-5717-4562-b3fc-2c963f66afa6',
    'dead-letters redrive --reason exhausted --rate 50',
    'dead-letters redrive --id mews.dead-letters.events-3-127',
  ],
  needs,
  run: async (context) => {
    const { config, options } = context
    const archive = await openArchive(config, context)
    const filter = toLetterFilter(options)
    const readOriginal = createReadOriginal(archive.registry, archive.topics)
    const { exitCode } = await runUndertaking(archive, config.DIRECTORY_FILE, context, {
      undertaking: { action: 'redrive', name: null },
      what: 'dead letters',
      filter,
      ...(await openLetters(archive, filter)),
      toChoice: async (letter, place) => toRedriven(letter, place, await readOriginal(letter)),
      options,
    })
    return exitCode
  },
})
