import { createHash } from 'node:crypto'
import { createCodec } from '@bellhop/avro'
import { fetchSpans } from '@bellhop/kafka'
import { schemas, type ThinEvent } from '@bellhop/records'
import { directoryVariables } from '@bellhop/runtime'
import { Type } from '@sinclair/typebox'
import { InvalidArgumentError } from 'commander'
import { defineCommand } from '../define-command.ts'
import { createReadFound } from '../redrive/create-read-found.ts'
import { collect, parseRate } from '../redrive/letter-options.ts'
import { openArchive } from '../redrive/open-archive.ts'
import { runUndertaking, type UndertakingOptions } from '../redrive/run-undertaking.ts'
import { type EventFilter, isCopy, isMeant, toReplayed } from '../redrive/to-replayed.ts'
import { sinceOption, untilOption } from '../time-options.ts'
import { topicAccess } from '../topic-access.ts'

const needs = Type.Object({ ...topicAccess, ...directoryVariables })

type ReplayOptions = EventFilter & UndertakingOptions & { readonly unrecognised?: boolean; readonly name?: string }

/** `bellhop replay`. */
export const replay = defineCommand<typeof needs, ReplayOptions>({
  name: 'replay',
  summary: 'writes events to their topics once more, so that what they name is fetched anew',
  details: `Chosen by when they were received, by discriminator or by enterprise; at least one of these. With --unrecognised it is
those that had no topic then and have one now. Under one name each event is written once, however often the command is
given; so one that was stopped or killed goes on under its name. Without --name a replay has a name of its own, and
--unrecognised always the same. An event's coordinates (topic, partition, offset) and the name become the new one's id, and
its record_origin is replay. What was itself written once more is left out: the event it was made of is there. Exit code 2
where none is chosen, but for --unrecognised, or where one cannot be written, which is named.`,
  declare: (command) => {
    command
      .option(
        '--discriminator <name>',
        'only of this kind, such as PaymentUpdated; may be given several times',
        collect,
      )
      .option('--enterprise <id>', 'only of this enterprise; may be given several times', collect)
      .addOption(sinceOption('received from then on'))
      .addOption(untilOption('received before then; until now where left out'))
      .option('--unrecognised', 'those that stand among the unrecognised events and are known now')
      .option('--name <name>', 'under which each event is written once: letters, digits, dots, hyphens', parseName)
      .option('--dry-run', 'say what would be written, and write nothing')
      .option('--rate <events>', 'at most so many events a second', parseRate)
      .option(
        '--by <who>',
        'who asks, for the audit topic; without it the user of this machine, in a container only a number',
      )
  },
  examples: [
    'replay --since 2026-11-28T06:00Z --until 2026-11-28T07:00Z --dry-run',
    'replay --discriminator PaymentUpdated --since 24h --rate 20 --name payments-after-outage',
    'replay --unrecognised',
  ],
  needs,
  run: async (context) => {
    const { config, options, print } = context
    const { unrecognised: isOfUnrecognised = false } = options
    const until = options.until ?? Date.now()
    const filter = { ...toEventFilter(options), ...(!isOfUnrecognised && { until }) }
    if (!isOfUnrecognised && options.since === undefined && !filter.discriminator && !filter.enterprise) {
      throw new InvalidArgumentError('Say which events: --since, --discriminator, --enterprise or --unrecognised.')
    }
    const name = options.name ?? (isOfUnrecognised ? 'unrecognised' : toName(filter))
    const archive = await openArchive(config, context)
    const { kafka, registry, topics } = archive
    const spans = await fetchSpans(kafka, isOfUnrecognised ? [topics.unrecognised] : topics.events)
    const readFound = createReadFound(registry, createCodec<ThinEvent>(schemas['thin-event']))
    const { written, exitCode } = await runUndertaking(archive, config.DIRECTORY_FILE, context, {
      undertaking: { action: 'replay', name },
      what: 'events',
      filter: { ...filter, ...(isOfUnrecognised && { unrecognised: true }) },
      spans,
      readPartition: archive.openReader([...new Set(spans.map(({ topic }) => topic))]),
      read: async (_place, value) => {
        const found = await readFound(value)
        const { record: event } = found
        return event === undefined || (isMeant(event, filter) && !isCopy(event, topics)) ? found : undefined
      },
      toChoice: (event, place) => toReplayed(event, place, name),
      mayBeNone: isOfUnrecognised,
      options,
    })
    if (written.outcome === 'interrupted' && !options.dryRun) print.note(toContinue(name, filter, isOfUnrecognised))
    return exitCode
  },
})

function toEventFilter({ discriminator, enterprise, since, until }: EventFilter): EventFilter {
  return {
    ...(discriminator && { discriminator }),
    ...(enterprise && { enterprise }),
    ...(since !== undefined && { since }),
    ...(until !== undefined && { until }),
  }
}

/** A name that the same filter gets again, its times being absolute. */
function toName(filter: EventFilter): string {
  return createHash('sha256').update(JSON.stringify(filter)).digest('hex').slice(0, 10)
}

function parseName(text: string): string {
  if (/^[A-Za-z0-9._-]{1,60}$/.test(text)) return text
  throw new InvalidArgumentError('A name is up to 60 letters, digits, dots, underscores or hyphens.')
}

/** What to type so that it goes on: times that were given as "so long ago" would mean others by then. */
function toContinue(name: string, filter: EventFilter, isOfUnrecognised: boolean): string {
  const { discriminator = [], enterprise = [], since, until } = filter
  const words = [
    'bellhop replay',
    ...(isOfUnrecognised ? ['--unrecognised'] : []),
    ...discriminator.map((one) => `--discriminator ${one}`),
    ...enterprise.map((one) => `--enterprise ${one}`),
    ...(since === undefined ? [] : [`--since ${new Date(since).toISOString()}`]),
    ...(until === undefined ? [] : [`--until ${new Date(until).toISOString()}`]),
    `--name ${name}`,
  ]
  return `To go on: ${words.join(' ')}`
}
