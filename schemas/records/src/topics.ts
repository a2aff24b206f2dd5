import { catalogue, type EntityName, entities } from './catalogue.ts'
import type { RecordName } from './generated/index.ts'

/** Retry topics, by the delay their records wait. */
export type RetryDelay = '10s' | '1m' | '10m'

/** The retry delays, shortest first. */
export const retryDelays: readonly RetryDelay[] = ['10s', '1m', '10m']

/** Names of all topics; computed here and nowhere else. */
export type TopicNames = {
  /** Topic of a kind of event; undefined when the catalogue does not know the discriminator. */
  readonly event: (discriminator: string) => string | undefined
  readonly entity: (name: EntityName) => string
  /** Topic for events whose discriminator the catalogue does not know. */
  readonly unrecognised: string
  readonly retry: Readonly<Record<RetryDelay, string>>
  readonly deadLetterWebhooks: string
  readonly deadLetterEvents: string
  readonly integrations: string
  readonly state: string
  readonly control: string
  /** What operators had written to the event topics once more. */
  readonly redrives: string
  /** The topics of the catalogue's events, in its order; `unrecognised` is not among them. */
  readonly events: readonly string[]
  /** The retry topics, shortest delay first. */
  readonly retries: readonly string[]
  /** The entity topics. */
  readonly entities: readonly string[]
}

/** A topic as it is to be created or verified. */
export type TopicSpec = {
  readonly topic: string
  readonly partitions: number
  /** Number of replicas; undefined leaves it to the broker's default. */
  readonly replication: number | undefined
  readonly config: Readonly<Record<string, string>>
  readonly recordName: RecordName
}

/** Names of all topics under a prefix, the `TOPIC_PREFIX` of the configuration. */
export function topicNames(prefix: string): TopicNames {
  const topicOf = new Map<string, string>(catalogue.map((row) => [row.discriminator, `${prefix}.events.${row.topic}`]))
  const entity = (name: EntityName) => `${prefix}.entities.${name}`
  const retry = { '10s': `${prefix}.retries.10s`, '1m': `${prefix}.retries.1m`, '10m': `${prefix}.retries.10m` }
  return {
    event: (discriminator) => topicOf.get(discriminator),
    entity,
    unrecognised: `${prefix}.events.unrecognised`,
    retry,
    deadLetterWebhooks: `${prefix}.dead-letters.webhooks`,
    deadLetterEvents: `${prefix}.dead-letters.events`,
    integrations: `${prefix}.integrations`,
    state: `${prefix}.state.entities`,
    control: `${prefix}.control`,
    redrives: `${prefix}.audit.redrives`,
    events: [...topicOf.values()],
    retries: retryDelays.map((delay) => retry[delay]),
    entities: Object.values(entities).map((row) => entity(row.entity)),
  }
}

const days = (count: number) => ({ 'retention.ms': String(count * 24 * 60 * 60 * 1000) })
const deleted = { 'cleanup.policy': 'delete' }
const compacted = { 'cleanup.policy': 'compact' }
/** Compacted, and gone after a while even if nothing newer was written. */
const compactedAndDeleted = { 'cleanup.policy': 'compact,delete' }
/** Milliseconds for which every entity record is kept, so that readers see each change; then compaction keeps the last. */
export const compactionLagMs = 60 * 60 * 1000
const compactionLag = { 'min.compaction.lag.ms': String(compactionLagMs) }
/** 2 MiB: what came in a webhook near the ingress's limit of 1 MiB, with its envelope, still fits. */
const largeMessages = { 'max.message.bytes': String(2 * 1024 * 1024) }

/**
 * Every topic with its partitions, replicas, configuration and record.
 *
 * @param options.partitions - the same for all topics: a lane is in the same partition of each it is the key of.
 * @param options.replication - undefined leaves it to the broker; `min.insync.replicas` follows from it in any case, and
 * is set and verified by whoever creates the topics.
 */
export function topicSpecs(options: {
  readonly prefix: string
  readonly partitions: number
  readonly replication?: number | undefined
}): TopicSpec[] {
  const { prefix, partitions, replication } = options
  const names = topicNames(prefix)
  const spec = (topic: string, recordName: RecordName, config: Readonly<Record<string, string>>): TopicSpec => ({
    topic,
    partitions,
    replication,
    config,
    recordName,
  })
  return [
    ...names.events.map((topic) => spec(topic, 'thin-event', { ...deleted, ...days(7), ...largeMessages })),
    spec(names.unrecognised, 'thin-event', { ...deleted, ...days(30), ...largeMessages }),
    ...names.retries.map((topic) => spec(topic, 'waiting-event', { ...deleted, ...days(14), ...largeMessages })),
    ...Object.values(entities).map(({ entity }) =>
      spec(names.entity(entity), entity, { ...compacted, ...compactionLag, ...largeMessages }),
    ),
    spec(names.deadLetterWebhooks, 'dead-letter', { ...deleted, ...days(30), ...largeMessages }),
    spec(names.deadLetterEvents, 'dead-letter', { ...deleted, ...days(30), ...largeMessages }),
    spec(names.integrations, 'integration', { ...compacted, ...largeMessages }),
    spec(names.state, 'entity-state', { ...compactedAndDeleted, ...days(35) }),
    spec(names.control, 'control', { ...compactedAndDeleted, ...days(7) }),
    // Longer than dead letters are kept: it says which of them were redriven.
    spec(names.redrives, 'redrive', { ...deleted, ...days(365) }),
  ]
}
