import { topicNames } from '@bellhop/records'
import { groupVariables } from '@bellhop/runtime'
import { Type } from '@sinclair/typebox'
import { Option } from 'commander'
import { adminAddresses, adminOption } from '../admin-options.ts'
import { askServices } from '../ask-services.ts'
import { type Context, defineCommand } from '../define-command.ts'
import { exitCodes } from '../exit-codes.ts'
import { openKafka, openReader } from '../open-kafka.ts'
import { openReachableRegistry } from '../open-registry.ts'
import { requireTopics } from '../require-topics.ts'
import { findServiceProblems } from '../status/find-problems.ts'
import { renderStatus } from '../status/render-status.ts'
import { takeStatus } from '../status/take-status.ts'
import { toWord } from '../status/to-word.ts'
import { sinceOption } from '../time-options.ts'
import { topicAccess } from '../topic-access.ts'
import { topicsOfEvents } from '../wanted-topics.ts'

type Options = {
  readonly ingressAdmin?: readonly string[]
  readonly enricherAdmin?: readonly string[]
  readonly since: number
  readonly audit: boolean
}

const needs = Type.Object({ ...topicAccess, ...groupVariables, ...adminAddresses })

/** `bellhop status`. */
export const status = defineCommand({
  name: 'status',
  summary: 'says how it is: lag, what waits, budgets, spool, dead letters, halts, and whether all is accounted for',
  details:
    'Exit code 2 when something is wrong: an operation halted or parked, a service that is not ready or does not answer, enterprises that the directory does not know, records lost or not accounted for. --audit compares what the topics still hold: what retention has deleted, and entity records that compaction has replaced after an hour, cannot be compared any more, which is said and is nothing wrong. While events flow it sees what is lost, and not what was written twice.',
  declare: (command) =>
    command
      .addOption(adminOption('ingress'))
      .addOption(adminOption('enricher'))
      .addOption(sinceOption('count dead letters since then', '7d'))
      .addOption(
        new Option(
          '--audit',
          'read all topics into memory and compare them with the sums (some hundred thousand records)',
        ).default(false),
      ),
  examples: ['status', 'status --since 1h --json', 'status --enricher-admin enricher-1:9465,enricher-2:9465'],
  needs,
  run: async ({ config, options, print, signal, keep }: Context<typeof needs, Options>) => {
    const { ingressAdmin = config.INGRESS_ADMIN, enricherAdmin = config.ENRICHER_ADMIN } = options
    const services = await askServices(ingressAdmin, enricherAdmin, signal)
    try {
      const kafka = await openKafka(config)
      const names = topicNames(config.TOPIC_PREFIX)
      await requireTopics(kafka, topicsOfEvents(names), config.TOPIC_PREFIX)
      const taken = await takeStatus({
        kafka,
        reader: openReader(kafka, config, keep),
        registry: await openReachableRegistry(config, signal),
        names,
        groupId: config.GROUP_ID,
        services,
        since: options.since,
        isAudited: options.audit,
        stopping: signal,
        progress: print.progress,
      })
      if (signal.aborted) return exitCodes.stopped
      print.answer(taken, renderStatus(taken))
      return taken.problems.length === 0 ? exitCodes.fine : exitCodes.found
    } catch (error) {
      // Without brokers there is no status, and what the services say of themselves is then most wanted.
      const [ingress, enricher] = [services.ingress.map(toWord), services.enricher.map(toWord)]
      for (const problem of findServiceProblems({ ingress, enricher })) print.note(problem)
      throw error
    }
  },
})
