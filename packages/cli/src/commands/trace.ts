import { topicNames } from '@bellhop/records'
import { groupVariables } from '@bellhop/runtime'
import { Type } from '@sinclair/typebox'
import { createDecodeRecord } from '../decode-record.ts'
import { type Context, defineCommand } from '../define-command.ts'
import { exitCodes } from '../exit-codes.ts'
import { openKafka, openReader } from '../open-kafka.ts'
import { openReachableRegistry } from '../open-registry.ts'
import { requireTopics } from '../require-topics.ts'
import { sinceOption } from '../time-options.ts'
import { topicAccess } from '../topic-access.ts'
import { renderTrace } from '../trace/render-trace.ts'
import { takeTrace } from '../trace/take-trace.ts'
import { topicsOfEvents, wantedTopics } from '../wanted-topics.ts'

const needs = Type.Object({ ...topicAccess, ...groupVariables })

/** `bellhop trace`. */
export const trace = defineCommand({
  name: 'trace',
  summary: "tells one entity's story: events, waits, records with what changed, dead letters; and why it is as it is",
  details:
    'Shows guest data: the fields that changed. Entity topics are compacted: of changes older than an hour only the last may be left. Every event of the time asked for is looked at. The last line is the answer; exit code 2 when something is to be mended.',
  declare: (command) =>
    command
      .argument('<entity-id>', 'id at Mews of a reservation, customer, resource, resource block, payment or message')
      .addOption(sinceOption('look at events from this moment on', '7d')),
  examples: [
    'trace 8a1f5f4e-2f5c-4c64-a8a1-0e63b6b4d3a1',
    'trace 8a1f5f4e-2f5c-4c64-a8a1-0e63b6b4d3a1 --since 1h --json',
  ],
  needs,
  run: async ({ config, options, args, print, signal, keep }: Context<typeof needs, { readonly since: number }>) => {
    const kafka = await openKafka(config)
    const names = topicNames(config.TOPIC_PREFIX)
    await requireTopics(kafka, topicsOfEvents(names), config.TOPIC_PREFIX)
    const taken = await takeTrace(
      {
        kafka,
        reader: openReader(kafka, config, keep),
        decode: createDecodeRecord(await openReachableRegistry(config, signal)),
        names,
        specs: wantedTopics(config),
        groupId: config.GROUP_ID,
        stopping: signal,
        progress: print.progress,
      },
      String(args[0]),
      options.since,
    )
    if (signal.aborted) return exitCodes.stopped
    print.answer(taken, renderTrace(taken))
    return taken.conclusion.isWrong ? exitCodes.found : exitCodes.fine
  },
})
