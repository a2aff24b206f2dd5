import { createCodec, createDeserializer, ensureSubject, openRegistry } from '@bellhop/avro'
import {
  createKafka,
  createPartitionReader,
  ensureAccess,
  ensureTopics,
  explainNotAllowed,
  type KafkaClient,
  openTasks,
  readRetentions,
} from '@bellhop/kafka'
import { createBreaker, openClient } from '@bellhop/mews'
import { type Control, enricherPermissions, schemas, topicNames, topicSpecs } from '@bellhop/records'
import {
  createCloser,
  createMetrics,
  type Logger,
  type Metrics,
  openAdmin,
  openReread,
  openTracing,
  toKafkaSettings,
  toRegistrySettings,
} from '@bellhop/runtime'
import { createAdmission } from './admission.ts'
import { beginCounts } from './begin-counts.ts'
import { createFetchClock } from './clock.ts'
import { createCodecs } from './codecs.ts'
import type { EnricherConfig } from './config.ts'
import type { Halts } from './halts.ts'
import { createHeed } from './heed-control.ts'
import { createObserve } from './observe.ts'
import { openDirectory } from './open-directory.ts'
import { openPageReader } from './open-page-reader.ts'
import { orStopped } from './or-stopped.ts'
import { createRunTask } from './run-task.ts'
import { createIsSaturated } from './saturation.ts'
import { createSend } from './send-call.ts'
import type { Memory } from './states.ts'
import { createStatus } from './status.ts'
import { createTellHalts } from './tell-halts.ts'
import type { Tokens } from './tokens.ts'
import { createTurnstile } from './turnstile.ts'
import { createUndecodableWatch } from './watch-undecodable.ts'

/** What the process gives the enricher besides its configuration. */
export type Surroundings = {
  readonly env: NodeJS.ProcessEnv
  readonly log: Logger
  /** Ends the process: something happened that only a restart mends. */
  readonly onFatal: (error: unknown) => void
  /** Aborts when the process is told to stop, also during the start. */
  readonly stopping: AbortSignal
}

/**
 * Opens the enricher: thin events in, entity records out.
 *
 * Resolves when its tasks are being shared out, with the function that stops it: the turn under way is dropped unless it
 * is being committed, then the group is left. While broker or registry are away it waits, and says so.
 *
 * @throws when the directory, the topics or the schemas forbid the start; whatever was open is closed first.
 */
export async function openEnricher(config: EnricherConfig, around: Surroundings): Promise<() => Promise<void>> {
  const { env, log, onFatal, stopping } = around
  const { keep, closeAll } = createCloser()
  try {
    const clock = createFetchClock()
    const topics = topicNames(config.TOPIC_PREFIX)
    const specs = topicSpecs({
      prefix: config.TOPIC_PREFIX,
      partitions: config.TOPIC_PARTITIONS,
      replication: config.TOPIC_REPLICATION,
    })
    const metrics = createMetrics('enricher')
    beginCounts(metrics)
    const beginSpan = keep(await openTracing({ service: 'enricher', config, log }))
    const path = config.DIRECTORY_FILE
    const directory = keep(await openDirectory({ path, env, partitions: config.TOPIC_PARTITIONS, log, metrics, clock }))
    const status = createStatus(metrics, clock)
    const { port } = keep(
      await openAdmin({
        host: config.ADMIN_HOST,
        port: config.ADMIN_PORT,
        isReady: status.isReady,
        metrics: status.metrics,
      }),
    )
    log.info({ port }, 'admin port open')

    status.starting('waiting for the brokers')
    const settings = { ...toKafkaSettings(config), clientId: 'bellhop-enricher' }
    const kafka = createKafka(settings, log, onFatal)
    const needs = {
      permissions: enricherPermissions(config.TOPIC_PREFIX, config.GROUP_ID),
      topics: specs.map(({ topic }) => topic),
    }
    await orStopped(ensureAccess(kafka, settings, needs, log), stopping)
    const countPartitions = await orStopped(ensureTopics(kafka, specs, log), stopping)
    metrics.tasks.set(config.TOPIC_PARTITIONS)
    const read = [...topics.events, ...topics.retries]
    keep(await orStopped(openRetention(kafka, read, metrics, log), stopping))

    status.starting('waiting for the schema registry')
    const registry = openRegistry({ ...toRegistrySettings(config), log, signal: stopping })
    const ids = new Map<string, number>()
    for (const { topic, recordName } of specs) {
      ids.set(topic, await ensureSubject(registry, `${topic}-value`, schemas[recordName]))
    }

    status.starting('joining the consumer group')
    const standings = new Set<Tokens>()
    const memories = new Set<Memory>()
    const halted = new Set<Halts>()
    const undecodable = createUndecodableWatch()
    const placeNow = () => directory.current().directory
    const hostNow = () => placeNow().baseUrl
    const pass = createTurnstile()
    const { readPage, times } = keep(openPageReader(pass, onFatal))
    const client = keep(openClient(placeNow, readPage))
    const breaker = createBreaker(client, hostNow, (isOpen) => {
      if (isOpen) log.error('most calls to the Mews API fail: events wait, and nothing is sent but a probe')
      else log.warn('the Mews API answers again')
    })
    const isFull = [createIsSaturated(), createIsSaturated(times)]
    const runTask = createRunTask({
      ...(await createCodecs(registry, topics, ids)),
      topics,
      directory,
      send: createSend(breaker.fetchPage, metrics, log, clock, pass),
      pass,
      breaker,
      admit: createAdmission(() => isFull.map((isSaturated) => isSaturated()).includes(true), clock.mono),
      heed: createHeed(topics.control, createDeserializer(registry, createCodec<Control>(schemas.control)), log),
      clock,
      beginSpan,
      observe: createObserve(metrics, log, clock, undecodable),
      readPartition: keep(createPartitionReader(kafka, settings, [topics.state])),
      tellHalts: createTellHalts(log),
      standings,
      memories,
      halted,
    })
    const tasks = keep(
      await orStopped(
        openTasks(kafka, {
          groupId: config.GROUP_ID,
          topics: read,
          replayed: [topics.control],
          countPartitions,
          runTask,
          onJoin: () => metrics.rebalances.inc(),
          log,
          onFatal: (error) => void explainNotAllowed(kafka, settings, needs, error).then(onFatal),
        }),
        stopping,
      ),
    )
    status.running({ tasks, standings, memories, halted, breaker, directory, undecodable })
    return closeAll
  } catch (error) {
    await closeAll().catch((closeError: unknown) => log.error({ err: closeError }, 'close after failed start'))
    throw error
  }
}

/** Tells for how long the brokers keep what is read: an operator who gives events more time needs no restart for it. */
function openRetention(kafka: KafkaClient, topics: readonly string[], metrics: Metrics<'enricher'>, log: Logger) {
  return openReread({
    what: 'for how long topics are kept',
    read: () => readRetentions(kafka, topics),
    intervalMs: 60_000,
    log,
    onLook: ({ value }) => {
      for (const [topic, ms] of value) metrics.retentionSeconds.set({ topic }, ms / 1_000)
    },
  })
}
