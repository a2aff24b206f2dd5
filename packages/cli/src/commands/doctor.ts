import { planTopics } from '@bellhop/kafka'
import { directoryVariables } from '@bellhop/runtime'
import { Type } from '@sinclair/typebox'
import { aclVariables } from '../acl-options.ts'
import { adminAddresses, adminOption } from '../admin-options.ts'
import { type Context, defineCommand } from '../define-command.ts'
import { stateFile } from '../doctor/call-times.ts'
import { type Check, fine, untold } from '../doctor/check.ts'
import { checkPermissions } from '../doctor/check-permissions.ts'
import { checkRegistry } from '../doctor/check-registry.ts'
import { checkTopics } from '../doctor/check-topics.ts'
import { examine, examineDirectory, examineServices } from '../doctor/examine.ts'
import { renderChecks } from '../doctor/render-checks.ts'
import { exitCodes } from '../exit-codes.ts'
import { openKafka } from '../open-kafka.ts'
import { openReachableRegistry } from '../open-registry.ts'
import { topicAccess } from '../topic-access.ts'
import { wantedTopics } from '../wanted-topics.ts'

type Options = {
  readonly ingressAdmin?: readonly string[]
  readonly enricherAdmin?: readonly string[]
  readonly tokens: boolean
  readonly stateFile?: string
}

const needs = Type.Object({
  ...topicAccess,
  ...aclVariables,
  ...directoryVariables,
  ...adminAddresses,
  ...stateFile,
})

/** `bellhop doctor`. */
export const doctor = defineCommand({
  name: 'doctor',
  summary: 'looks at everything around the services and says what is wrong and what to do, one line each',
  details:
    'Looks at brokers, topics, permissions, registry, directory, tokens, clocks, both services and the spool. Each token is tried with one call for one id, eight tokens side by side, at most once a minute and window: less than the enricher leaves unused of every window, so the budget holds. When it was is kept in a file on this machine; run it on one machine at a time. Exit code 2 when anything is wrong.',
  declare: (command) =>
    command
      .addOption(adminOption('ingress'))
      .addOption(adminOption('enricher'))
      .option('--no-tokens', 'try no token: no call to Mews is made with one')
      .option('--state-file <path>', 'where it is kept when each token was tried last; without it DOCTOR_STATE_FILE'),
  examples: [
    'doctor',
    'doctor --no-tokens --json',
    'doctor --ingress-admin ingress-1:9464,ingress-2:9464 --enricher-admin enricher:9465',
  ],
  needs,
  run: async ({ config, options, env, print, signal }: Context<typeof needs, Options>) => {
    const specs = wantedTopics(config)
    const checks: Check[] = []
    const add = async (part: string, look: () => Promise<readonly Check[]>) => {
      print.progress(`looking at the ${part}`)
      checks.push(...(await examine(part, look)))
    }
    await add('brokers', async () => {
      const kafka = await openKafka(config)
      const answer = fine('brokers', `${config.KAFKA_BROKERS.join(', ')} answer`)
      let areThere = false
      return [
        answer,
        ...(await examine('topics', async () => {
          const topics = await planTopics(kafka, specs)
          areThere = topics.every(({ isMissing }) => !isMissing)
          return checkTopics(topics)
        })),
        ...(await examine('permissions', () => {
          print.progress('looking at the permissions')
          return checkPermissions(kafka, config, specs, areThere)
        })),
      ]
    })
    if (checks.some(({ part, isFine }) => part === 'brokers' && isFine !== true)) {
      checks.push(...['topics', 'permissions'].map((part) => untold(part, 'not known without brokers')))
    }
    await add('registry', async () => checkRegistry(await openReachableRegistry(config, signal), specs))
    const timesFile = options.tokens ? (options.stateFile ?? config.DOCTOR_STATE_FILE) : undefined
    await add('directory', () =>
      examineDirectory(config.DIRECTORY_FILE, config.SCHEMA_REGISTRY_URL, env, timesFile, print.progress, signal),
    )
    const { ingressAdmin = config.INGRESS_ADMIN, enricherAdmin = config.ENRICHER_ADMIN } = options
    await add('services', () => examineServices(ingressAdmin, enricherAdmin, signal))
    if (signal.aborted) return exitCodes.stopped
    const isWrong = checks.some(({ isFine }) => isFine === false)
    print.answer(
      { isFine: !isWrong, checks: checks.map((check) => ({ ...check, isFine: check.isFine ?? null })) },
      renderChecks(checks),
    )
    return isWrong ? exitCodes.found : exitCodes.fine
  },
})
