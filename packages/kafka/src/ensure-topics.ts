import kafkajs, { type Admin, type Kafka } from 'kafkajs'
import { findMismatches, type TopicOnBroker, type TopicSpec } from './compare-topics.ts'
import { fetchDefaultReplication } from './default-replication.ts'
import { KafkaError } from './errors.ts'
import { wait } from './insist.ts'
import { isRetriable } from './is-retriable.ts'
import type { Log } from './log.ts'
import type { CountPartitions } from './place.ts'
import { toCreation } from './to-creation.ts'

// Node finds only some of kafkajs's names in its CommonJS.
const { ConfigResourceTypes, KafkaJSAggregateError } = kafkajs

/** Milliseconds between tries while brokers are away, or do not all know a new topic yet. */
const againMs = 500

/**
 * Creates the topics that are missing and verifies the rest: partitions, cleanup policy, retention, and bounds on the
 * size of records and on the replicas in sync. Nothing is ever altered or deleted. Two processes may do it at once.
 *
 * Waits while the brokers are away.
 *
 * @returns how many partitions each of the topics has
 * @throws KafkaError `kafka.topics` naming every difference, or every topic that could not be created and why.
 */
export async function ensureTopics(kafka: Kafka, specs: readonly TopicSpec[], log: Log): Promise<CountPartitions> {
  const admin = kafka.admin()
  await admin.connect()
  try {
    for (;;) {
      try {
        return await createAndVerify(admin, specs, log)
      } catch (err) {
        if (!isRetriable(err)) throw err
        log.warn({ err }, 'topics could not be verified yet; trying again')
        await wait(againMs)
      }
    }
  } finally {
    await admin.disconnect()
  }
}

async function createAndVerify(admin: Admin, specs: readonly TopicSpec[], log: Log): Promise<CountPartitions> {
  const present = new Set(await admin.listTopics())
  const missing = specs.filter(({ topic }) => !present.has(topic))
  if (missing.length > 0) {
    await create(admin, missing)
    log.info({ topics: missing.map(({ topic }) => topic) }, 'topics created')
  }
  const found = await readTopics(admin, specs)
  const problems = specs.flatMap((spec) => findMismatches(spec, found.get(spec.topic)))
  if (problems.length > 0) {
    throw new KafkaError('kafka.topics', `Topics differ from the settings: ${problems.join('; ')}`)
  }
  return (topic) => {
    const count = found.get(topic)?.partitions
    if (count === undefined) throw new KafkaError('kafka.topics', `${topic} is not one of our topics`)
    return count
  }
}

/** kafkajs gives the reason for each topic in an aggregate; what two processes created at once is no problem. */
function refuse(error: unknown): void {
  if (!(error instanceof KafkaJSAggregateError)) throw error
  const problems = error.errors.map(toProblem).filter((problem) => problem !== undefined)
  if (problems.length > 0) {
    throw new KafkaError('kafka.topics', `Topics could not be created: ${problems.join('; ')}`, error)
  }
}

function toProblem(cause: Error | string): string | undefined {
  if (typeof cause === 'string') return cause
  if ('type' in cause && cause.type === 'TOPIC_ALREADY_EXISTS') return undefined
  return `${'topic' in cause ? `${cause.topic}: ` : ''}${cause.message}`
}

/** The number of replicas is always known before, since it decides how many of them have to be in sync. */
async function create(admin: Admin, specs: readonly TopicSpec[]): Promise<void> {
  const isLeftToBroker = specs.some(({ replication }) => replication === undefined)
  const byDefault = isLeftToBroker ? await fetchDefaultReplication(admin) : 1
  const topics = specs.map((spec) => toCreation(spec, spec.replication ?? byDefault))
  await admin.createTopics({ waitForLeaders: true, topics }).catch(refuse)
}

async function readTopics(admin: Admin, specs: readonly TopicSpec[]): Promise<ReadonlyMap<string, TopicOnBroker>> {
  const names = specs.map(({ topic }) => topic)
  const { topics } = await admin.fetchTopicMetadata({ topics: names })
  const { resources } = await admin.describeConfigs({
    includeSynonyms: false,
    resources: names.map((name) => ({ type: ConfigResourceTypes.TOPIC, name })),
  })
  const configs = new Map(
    resources.map(({ resourceName, configEntries }) => [
      resourceName,
      Object.fromEntries(configEntries.map(({ configName, configValue }) => [configName, configValue])),
    ]),
  )
  return new Map(
    topics.map(({ name, partitions }) => [
      name,
      {
        partitions: partitions.length,
        replication: Math.min(...partitions.map(({ replicas }) => replicas.length)),
        config: configs.get(name) ?? {},
      },
    ]),
  )
}
