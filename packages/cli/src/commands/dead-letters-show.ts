import type { DeadLetter } from '@bellhop/records'
import { Type } from '@sinclair/typebox'
import { defineCommand } from '../define-command.ts'
import { exitCodes } from '../exit-codes.ts'
import { describeOriginal } from '../redrive/describe-original.ts'
import type { Place } from '../redrive/ledger.ts'
import { openArchive } from '../redrive/open-archive.ts'
import { openLetters } from '../redrive/open-letters.ts'
import { readSpan } from '../redrive/read-span.ts'
import { toPlaceId, toSingleSpan } from '../redrive/to-redriven.ts'
import { topicAccess } from '../topic-access.ts'

const needs = Type.Object(topicAccess)

/** `bellhop dead-letters show`. */
export const deadLettersShow = defineCommand({
  name: 'dead-letters show',
  summary: 'shows a dead letter whole, its original decoded where it can be',
  details: `The id is the dead letter's own, its coordinates (topic, partition, offset) as dead-letters list prints them, or that
of its event, of which there may be several. What is shown may hold guest data. Exit code 2 when there is none.`,
  declare: (command) => command.argument('<id>', 'id, coordinates, or id of the event'),
  examples: ['dead-letters show mews.dead-letters.events-3-127', 'dead-letters show mews.retries.10s-3-9041 --json'],
  needs,
  run: async (context) => {
    const { args, config, print, signal } = context
    const id = String(args[0])
    const archive = await openArchive(config, context)
    const { spans, readPartition, read } = await openLetters(archive, { id: [id] })
    const found: Array<{ readonly place: Place; readonly letter: DeadLetter }> = []
    const single = toSingleSpan(id, spans)
    for (const span of single === undefined ? spans : [single]) {
      await readSpan(readPartition, span, signal, async (place, value) => {
        const { record: letter, unreadable } = (await read(place, value)) ?? {}
        if (letter !== undefined) found.push({ place, letter })
        if (unreadable !== undefined) print.note(`There is a record at ${toPlaceId(place)}, but ${unreadable}.`)
      })
    }
    if (found.length === 0) {
      print.note(`No dead letter has the id ${id}, nor an event of that id. They are kept for 30 days.`)
      return exitCodes.found
    }
    const ledger = await archive.readLedger()
    for (const { place, letter } of found) {
      const { original, ...fields } = letter
      const shown = {
        coordinates: toPlaceId(place),
        is_redriven: ledger.isDone({ action: 'redrive', name: null }, place),
        ...fields,
        failed_at: new Date(letter.failed_at).toISOString(),
        first_failed_at: toTime(letter.first_failed_at),
        received_at: toTime(letter.received_at),
        ...(await describeOriginal(archive.registry, { ...fields, original })),
      }
      print.row(shown, JSON.stringify(shown, null, 2))
    }
    return exitCodes.fine
  },
})

function toTime(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString()
}
