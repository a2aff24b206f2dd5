import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { partitionOf } from '@bellhop/kafka'
import { readDirectoryLanes } from '@bellhop/mews'
import { topicNames } from '@bellhop/records'
import {
  BellhopError,
  codeOf,
  createCloser,
  createMetrics,
  type Logger,
  type Opened,
  openAdmin,
} from '@bellhop/runtime'
import type { FastifyInstance } from 'fastify'
import { createApp } from './app.ts'
import { createIsKnownToken } from './authenticate.ts'
import type { IngressConfig } from './config.ts'
import { createKeepDrafts } from './keep-drafts.ts'
import { openLanes } from './lanes.ts'
import { keepLate } from './late.ts'
import { openKafkaSide } from './open-kafka-side.ts'
import { ID_RANDOM_BYTES, toWebhookId } from './webhook-id.ts'

const DIRECTORY_INTERVAL_MS = 10_000

/** Where an open ingress is reached. */
export type Ingress = { readonly httpPort: number; readonly adminPort: number }

/** What {@link openIngress} needs. */
export type IngressOptions = {
  readonly config: IngressConfig
  /** Where the directory's `{ "env": … }` are looked up, for names, chains and enterprises only. */
  readonly env: NodeJS.ProcessEnv
  readonly log: Logger
  /** Gives up the wait for brokers or registry. */
  readonly stopping: AbortSignal
}

/**
 * Opens the ingress: webhooks in over HTTP, one Avro record per event out to Kafka.
 *
 * Listens at once and answers 503 until topics and schemas are verified; resolves when they are. The `close` it gives
 * takes no more webhooks, answers those in flight, then disconnects from the brokers.
 *
 * @throws when the directory cannot be read, a port is taken, topics or schemas differ from ours, or `stopping` aborts;
 * whatever was already open is closed first.
 */
export async function openIngress({ config, env, log, stopping }: IngressOptions): Promise<Opened<Ingress>> {
  const { keep, closeAll } = createCloser()
  try {
    const metrics = createMetrics('ingress')
    const topics = topicNames(config.TOPIC_PREFIX)
    const read = () => readDirectoryLanes(config.DIRECTORY_FILE, env)
    const laneOf = keep(await openLanes({ read, intervalMs: DIRECTORY_INTERVAL_MS, log }))

    let waitsFor = 'the brokers'
    const say = (step: string) => {
      waitsFor = step
      log.info(`waiting for ${step}`)
    }
    const kafkaSide = keep(keepLate(openKafkaSide({ config, log, metrics, stopping, say })))
    const { keep: keepDrafts, doubt } = createKeepDrafts({
      writer: () => kafkaSide.current(),
      log,
      metrics,
      nowMs: () => performance.now(),
    })

    const isReady = () => {
      const reasons = kafkaSide.current() ? doubt() : [`waiting for ${waitsFor}`]
      return { isReady: reasons.length === 0, reasons }
    }
    const { port: adminPort } = keep(
      await openAdmin({ host: config.ADMIN_HOST, port: config.ADMIN_PORT, isReady, metrics }),
    )

    const app = createApp({
      isKnownToken: createIsKnownToken(config.WEBHOOK_TOKENS),
      placeOf: (enterpriseId) => {
        const lane = laneOf(enterpriseId)
        return { lane, partition: partitionOf(lane, config.TOPIC_PARTITIONS) }
      },
      topics,
      keep: keepDrafts,
      now: () => Date.now(),
      toWebhookId: (atMs) => toWebhookId(atMs, randomBytes(ID_RANDOM_BYTES)),
      log,
      metrics,
    })
    const httpPort = keep(await listen(app, config))
    log.info({ httpPort, adminPort }, 'listening')

    await Promise.race([kafkaSide.opened, rejectOn(stopping)])
    log.info('ready')
    return { value: { httpPort, adminPort }, close: closeAll }
  } catch (error) {
    await closeAll().catch((closeError: unknown) => log.error({ err: closeError }, 'close after a failed start'))
    throw error
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
  throw new BellhopError({ code: 'stopped', message: 'Told to stop before the start was complete.' })
}
