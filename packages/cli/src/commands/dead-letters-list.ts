import { Type } from '@sinclair/typebox'
import { InvalidArgumentError } from 'commander'
import { defineCommand } from '../define-command.ts'
import { exitCodes } from '../exit-codes.ts'
import { declareLetterFilter, type LetterOptions, toLetterFilter } from '../redrive/letter-options.ts'
import { openArchive } from '../redrive/open-archive.ts'
import { openLetters } from '../redrive/open-letters.ts'
import { readSpan } from '../redrive/read-span.ts'
import { createSummarising, renderSummary } from '../redrive/summarise-letters.ts'
import { topicAccess } from '../topic-access.ts'

const needs = Type.Object(topicAccess)

/** Dead letters between two words about progress. */
const lettersPerWord = 5_000

/** `bellhop dead-letters list`. */
export const deadLettersList = defineCommand<typeof needs, LetterOptions & { readonly limit: number }>({
  name: 'dead-letters list',
  summary: 'counts the dead letters of events and webhooks by reason, and shows the newest',
  details: 'Reads both topics from their beginning; they keep 30 days.',
  declare: (command) => {
    declareLetterFilter(command)
    command.option('--limit <rows>', 'show so many of the newest; 0 for the counts alone', parseLimit, 20)
  },
  examples: [
    'dead-letters list',
    'dead-letters list --reason absent --since 24h',
    'dead-letters list --class permission --enterprise 3fa85f64-5717-4562-b3fc-2c963f66afa6 --json',
  ],
  needs,
  run: async (context) => {
    const { config, options, print, signal } = context
    const archive = await openArchive(config, context)
    const { spans, readPartition, read } = await openLetters(archive, toLetterFilter(options))
    const ledger = await archive.readLedger()
    const { add, unreadable, summary } = createSummarising(options.limit)
    let looked = 0
    for (const span of spans) {
      await readSpan(readPartition, span, signal, async (place, value) => {
        looked += 1
        if (looked % lettersPerWord === 0) print.progress(`${looked} dead letters read`)
        const found = await read(place, value)
        if (found?.unreadable !== undefined) unreadable(place)
        else if (found !== undefined) add(found.record, place, ledger.isDone({ action: 'redrive', name: null }, place))
      })
    }
    const found = summary()
    print.answer(found, renderSummary(found))
    return exitCodes.fine
  },
})

function parseLimit(text: string): number {
  if (/^\d{1,6}$/.test(text)) return Number(text)
  throw new InvalidArgumentError('A limit is a whole number.')
}
