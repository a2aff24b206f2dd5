import { randomFillSync } from 'node:crypto'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { partitionOf } from '@bellhop/kafka'
import { laneOf, readDirectoryLanes } from '@bellhop/mews'
import { topicNames } from '@bellhop/records'
import {
  BellhopError,
  codeOf,
  createCloser,
  createMetrics,
  type Logger,
  type Metrics,
  type Opened,
  openReread,
  openTracing,
  type Readiness,
} from '@bellhop/runtime'
import type { FastifyInstance } from 'fastify'
import { createApp } from './app.ts'
import { createFindToken } from './authenticate.ts'
import { beginCounts } from './begin-counts.ts'
import { type IngressConfig, readWebhookTokens } from './config.ts'
import { countDrafts } from './count-drafts.ts'
import { createKeepDrafts } from './keep-drafts.ts'
import { keepLate } from './late.ts'
import { openKafkaSide } from './open-kafka-side.ts'
import { publishEntries } from './publish-entries.ts'
import { openSpool } from './spool/open-spool.ts'
import { openDrain } from './spool/run-drain.ts'
import { createToWebhookId } from './webhook-id.ts'

const REREAD_INTERVAL_MS = 10_000

/** What an open worker tells of itself. */
export type IngressWorker = {
  readonly httpPort: number
  readonly readiness: () => Readiness
  readonly metrics: Metrics<'ingress'>
  /** Rejects when topics or schemas turn out to differ from ours: the process has to end. */
  readonly verified: Promise<void>
}

/** What {@link openWorker} needs. */
export type WorkerOptions = {
  readonly config: IngressConfig
  /** Where tokens and the directory's `{ "env": … }` are looked up, the latter for names, chains and enterprises only. */
  readonly env: NodeJS.ProcessEnv
  readonly log: Logger
  /** Gives up the wait for brokers or registry. */
  readonly stopping: AbortSignal
}

/**
 * Opens a worker of the ingress: webhooks in over HTTP, one Avro record per event out to Kafka.
 *
 * Resolves when the port is open, with brokers and registry away too: what comes until they are there is spooled. The
 * `close` it gives takes no more webhooks, answers those in flight, then disconnects from the brokers.
 *
 * @throws when directory, tokens or certificate cannot be read or the port is taken; whatever was open is closed first.
 */
export async function openWorker({ config, env, log, stopping }: WorkerOptions): Promise<Opened<IngressWorker>> {
  const { keep, closeAll } = createCloser()
  try {
    const metrics = createMetrics('ingress')
    const topics = topicNames(config.TOPIC_PREFIX)
    beginCounts(metrics, topics)
    const reread = { intervalMs: REREAD_INTERVAL_MS, log }
    const lanes = keep(
      await openReread({
        what: 'the directory',
        read: () => readDirectoryLanes(config.DIRECTORY_FILE, env),
        onLook: ({ outcome }) => {
          metrics.directoryReads.inc({ outcome })
          if (outcome !== 'refused') metrics.directoryReadAt.setToCurrentTime()
        },
        ...reread,
      }),
    )
    const findToken = keep(
      await openReread({ what: 'the tokens', read: async () => createFindToken(readWebhookTokens(env)), ...reread }),
    )

    const beginSpan = keep(await openTracing({ service: 'ingress', config, log }))
    const maxBytes = Math.floor(config.SPOOL_MAX_BYTES / config.INGRESS_WORKERS)
    metrics.spoolMaxBytes.set(maxBytes)
    const spool = keep(
      await openSpool({
        dir: config.SPOOL_DIR,
        maxBytes,
        log,
        now: () => Date.now(),
      }),
    )
    let waitsFor = 'the brokers'
    const say = (step: string) => {
      waitsFor = step
      log.info(`waiting for ${step}`)
    }
    const kafkaSide = keep(keepLate(openKafkaSide({ config, log, metrics, stopping, say })))
    const count = countDrafts(metrics)
    keep(
      openDrain({
        spool,
        publish: publishEntries(kafkaSide.current, count),
        log,
        onDrained: (entries) => metrics.drained.inc(entries),
      }),
    )
    const nowMs = () => performance.now()
    const { keep: keepDrafts, doubt } = createKeepDrafts({
      writer: kafkaSide.current,
      spool: spool.append,
      log,
      metrics,
      count,
      nowMs,
    })

    const app = createApp({
      findToken: (token) => findToken()(token),
      placeOf: (enterpriseId) => {
        const lane = laneOf(lanes(), enterpriseId)
        return { lane, partition: partitionOf(lane, config.TOPIC_PARTITIONS) }
      },
      isTaken: createIsTaken(config.INTEGRATION_IDS),
      topics,
      keep: keepDrafts,
      now: () => Date.now(),
      nowMs,
      toWebhookId: createToWebhookId(randomFillSync),
      log,
      metrics,
      beginSpan,
      ...(await readTls(config)),
    })
    const httpPort = keep(await listen(app, config))

    const readiness = () => {
      metrics.spoolBytes.set(spool.bytes())
      metrics.spoolAgeSeconds.set((Date.now() - (spool.oldestAt() ?? Date.now())) / 1000)
      const doubts = kafkaSide.current() ? doubt() : [`waiting for ${waitsFor}`]
      const trouble = spool.trouble()
      const held = spool.bytes() > 0 ? ['webhooks wait in the spool'] : []
      // Either way of keeping a webhook will do.
      const isReady = doubts.length === 0 || trouble === undefined
      metrics.ready.set(isReady ? 1 : 0)
      return {
        isReady,
        reasons: [...doubts, ...(trouble === undefined ? [] : [trouble]), ...held],
      }
    }
    const verified = Promise.race([
      kafkaSide.opened.then(() => log.info('topics and schemas are ours')),
      rejectOn(stopping),
    ])
    return { value: { httpPort, readiness, metrics, verified }, close: closeAll }
  } catch (error) {
    await closeAll().catch((closeError: unknown) => log.error({ err: closeError }, 'close after a failed start'))
    throw error
  }
}

function createIsTaken(integrationIds: readonly string[] | undefined): (integrationId: string) => boolean {
  if (integrationIds === undefined) return () => true
  const taken = new Set(integrationIds.map((id) => id.toLowerCase()))
  return (integrationId) => taken.has(integrationId.toLowerCase())
}

async function readTls({ TLS_CERT_FILE: certFile, TLS_KEY_FILE: keyFile }: IngressConfig) {
  if (certFile === undefined || keyFile === undefined) return {}
  try {
    return { tls: { cert: await readFile(certFile), key: await readFile(keyFile) } }
  } catch (cause) {
    const message = `TLS_CERT_FILE ${certFile} and TLS_KEY_FILE ${keyFile} cannot be read (${codeOf(cause) ?? 'refused'}).`
    throw new BellhopError({ code: 'config', message, cause })
  }
}

async function listen(
  app: FastifyInstance,
  { HTTP_HOST: host, HTTP_PORT: port }: IngressConfig,
): Promise<Opened<number>> {
  try {
    await app.listen({ host, port })
  } catch (cause) {
    const message = `HTTP_HOST ${host} and HTTP_PORT ${port} cannot be had (${codeOf(cause) ?? 'refused'}).`
    throw new BellhopError({ code: 'port-taken', message, cause })
  }
  const address = app.server.address()
  return { value: typeof address === 'object' && address ? address.port : port, close: () => app.close() }
}

async function rejectOn(stopping: AbortSignal): Promise<never> {
  if (!stopping.aborted) await once(stopping, 'abort')
  throw new BellhopError({ code: 'stopped', message: 'Told to stop before topics and schemas were verified.' })
}
