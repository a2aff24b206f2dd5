import { schemas } from '@bellhop/records'
import { BellhopError } from '@bellhop/runtime'
import { Type } from '@sinclair/typebox'
import { createDecodeRecord } from '../decode-record.ts'
import { type Context, defineCommand } from '../define-command.ts'
import { exitCodes } from '../exit-codes.ts'
import { openKafka, openReader } from '../open-kafka.ts'
import { openReachableRegistry } from '../open-registry.ts'
import { requireTopics } from '../require-topics.ts'
import { followTopic } from '../tail/follow-topic.ts'
import { renderRecord, toMoments, toShown } from '../tail/render-record.ts'
import { toMatch } from '../tail/to-match.ts'
import { sinceOption, untilOption } from '../time-options.ts'
import { toTopic } from '../to-topic.ts'
import { topicAccess } from '../topic-access.ts'
import { wantedTopics } from '../wanted-topics.ts'

type Options = {
  readonly enterprise?: string
  readonly entity?: string
  readonly since?: number
  readonly until?: number
  readonly follow: boolean
}

const needs = Type.Object(topicAccess)

/** `bellhop tail`. */
export const tail = defineCommand({
  name: 'tail',
  summary: "shows a topic's records, decoded, and follows it until Ctrl-C",
  details:
    'Shows guest data where the topic holds it. Committed records only, oldest first as far as partitions allow; times are those of the records, with --json in milliseconds since 1970. A tombstone has the value null.',
  declare: (command) =>
    command
      .argument(
        '<topic>',
        'by its full name, or without the prefix: entities.customer, retries.10m, dead-letters.events',
      )
      .option('--enterprise <id>', 'only records of this enterprise')
      .option('--entity <id>', 'only records of this entity')
      .addOption(sinceOption('from this moment on; from now where it follows, from the beginning where it does not'))
      .addOption(untilOption('up to this moment; then it ends'))
      .option('--no-follow', 'end when all that is there was shown'),
  examples: [
    'tail entities.reservation',
    'tail retries.10m --no-follow',
    'tail entities.customer --entity 8a1f5f4e-2f5c-4c64-a8a1-0e63b6b4d3a1 --since 7d --no-follow --json',
    'tail events.payment-updated --since 2026-11-28T09:00Z --until 2026-11-28T09:15Z',
  ],
  needs,
  run: async ({ config, options, args, print, signal, keep }: Context<typeof needs, Options>) => {
    const specs = wantedTopics(config)
    const spec = toTopic(String(args[0]), config.TOPIC_PREFIX, specs)
    if (spec === undefined) {
      const known = specs.map(({ topic }) => topic.slice(config.TOPIC_PREFIX.length + 1))
      throw new BellhopError({
        code: 'config',
        message: `${args[0]} is no topic of ours; there are ${known.join(', ')}`,
      })
    }
    const kafka = await openKafka(config)
    await requireTopics(kafka, [spec.topic], config.TOPIC_PREFIX)
    const reader = openReader(kafka, config, keep)
    const decode = createDecodeRecord(await openReachableRegistry(config, signal))
    const { since = options.follow ? Date.now() : undefined, until = Infinity } = options
    const isOver = () => !options.follow || Date.now() >= until
    const isMatch = toMatch({ ...options, since })
    const moments = toMoments(schemas[spec.recordName].fields)
    for await (const record of followTopic(reader, spec.topic, since, isOver, signal)) {
      const decoded = await decode(spec.recordName, record)
      if (isMatch(record, decoded.value)) print.row(toShown(record, decoded), renderRecord(record, decoded, moments))
    }
    return exitCodes.fine
  },
})
