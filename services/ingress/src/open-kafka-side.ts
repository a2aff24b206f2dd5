import { setMaxListeners } from 'node:events'
import { ensureSubject, openRegistry } from '@bellhop/avro'
import {
  createIdempotentProducer,
  createKafka,
  createProducerCluster,
  ensureAccess,
  ensureTopics,
  type KafkaError,
  openPublisher,
  type Publisher,
} from '@bellhop/kafka'
import { ingressPermissions, type RecordName, schemas, type TopicSpec, topicNames, topicSpecs } from '@bellhop/records'
import {
  BellhopError,
  codeOf,
  type Logger,
  type Metrics,
  type Opened,
  toKafkaSettings,
  toRegistrySettings,
} from '@bellhop/runtime'
import type { IngressConfig } from './config.ts'
import { createEncodeDrafts, type EncodeDrafts } from './encode-drafts.ts'

/** What the ingress writes with: bytes of drafts, and the brokers. */
export type KafkaSide = Publisher & { readonly encode: EncodeDrafts }

const writtenRecords: readonly RecordName[] = ['thin-event', 'dead-letter', 'integration']

/** What {@link openKafkaSide} needs. */
export type KafkaSideOptions = {
  readonly config: IngressConfig
  readonly log: Logger
  readonly metrics: Metrics<'ingress'>
  /** Ends the wait for the registry. */
  readonly stopping: AbortSignal
  /** Told what is waited for next. */
  readonly say: (step: string) => void
}

/**
 * Verifies the topics and schemas that the ingress writes, creating what is missing, and opens the publisher. Waits while
 * brokers or registry are away.
 *
 * @throws KafkaError `kafka.refused` or `kafka.not-allowed` when the brokers do not let us in or do not allow what we need,
 * `kafka.topics` when topics differ from the settings; AvroError `schema.incompatible`.
 */
export async function openKafkaSide(options: KafkaSideOptions): Promise<Opened<KafkaSide>> {
  const { config, log, metrics, stopping, say } = options
  const settings = { clientId: 'bellhop-ingress', ...toKafkaSettings(config) }
  const kafka = createKafka(settings, log, endProcess)
  const specs = toWrittenSpecs(config)
  say('the brokers, to verify topics')
  const topics = specs.map(({ topic }) => topic)
  await ensureAccess(kafka, settings, { permissions: ingressPermissions(config.TOPIC_PREFIX), topics }, log)
  const countPartitions = await ensureTopics(kafka, specs, log).catch(toRefusal)

  say('the schema registry, to verify schemas')
  // Each subject that is asked for at the same time listens to it.
  setMaxListeners(2 * specs.length, stopping)
  const registry = openRegistry({ ...toRegistrySettings(config), log, signal: stopping })
  const written = await Promise.all(
    specs.map(async ({ topic, recordName }) => {
      const schemaId = await ensureSubject(registry, `${topic}-value`, schemas[recordName])
      return { topic, recordName, schemaId }
    }),
  )
  const onSend = metrics.publishRecords.of()
  const cluster = createProducerCluster(kafka, settings, topics)
  const { value, close } = openPublisher(createIdempotentProducer(cluster, log), { countPartitions, onSend })
  metrics.brokerConnected.set(1)
  return { value: { ...value, encode: createEncodeDrafts(written) }, close }
}

/** An error without a code is the brokers' own no: they were reached, so that to wait would not help. */
function toRefusal(error: unknown): never {
  if (codeOf(error) !== undefined) throw error
  const message = 'The brokers refuse to show or create topics: see KAFKA_SSL, KAFKA_SASL_* and what the user may do.'
  throw new BellhopError({ code: 'brokers-refused', message, cause: error })
}

/** Nobody catches this: the process ends and is started again. */
function endProcess(error: KafkaError): never {
  throw error
}

/** The topics that the ingress writes: events, unrecognised events, dead letters of webhooks, integrations. */
function toWrittenSpecs(config: IngressConfig): TopicSpec[] {
  const prefix = config.TOPIC_PREFIX
  const names = topicNames(prefix)
  const specs = topicSpecs({ prefix, partitions: config.TOPIC_PARTITIONS, replication: config.TOPIC_REPLICATION })
  const isWritten = ({ topic, recordName }: TopicSpec) =>
    writtenRecords.includes(recordName) && topic !== names.deadLetterEvents
  return specs.filter(isWritten)
}
