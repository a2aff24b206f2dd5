import type { Admin, Kafka } from 'kafkajs'
import { findMismatches, type TopicSpec } from './compare-topics.ts'
import { createTopics } from './create-topics.ts'
import { describeTopics } from './describe-topics.ts'
import { readEnds } from './ends.ts'
import { KafkaError } from './errors.ts'
import { insist, wait } from './insist.ts'
import { isRetriable } from './is-retriable.ts'
import type { Log } from './log.ts'
import type { CountPartitions } from './place.ts'
import { withAdmin } from './with-admin.ts'

/** Milliseconds between tries while brokers are away. */
const againMs = 500

/** How long brokers have to learn of a new topic, in milliseconds, before a warning tells that something is waited for. */
const learnMs = 10_000

/**
 * Creates the topics that are missing and verifies the rest: partitions, cleanup policy, and bounds on how long records are
 * kept, on their size and on the replicas in sync. Nothing is ever altered or deleted. Two processes may do it at once.
 *
 * Waits while the brokers are away, and until what was created can be read and written.
 *
 * @returns how many partitions each of the topics has
 * @throws KafkaError `kafka.topics` naming every difference, or every topic that could not be created and why.
 */
export function ensureTopics(kafka: Kafka, specs: readonly TopicSpec[], log: Log): Promise<CountPartitions> {
  return withAdmin(kafka, async (admin) => {
    for (;;) {
      try {
        return await createAndVerify(admin, specs, log)
      } catch (err) {
        if (!isRetriable(err)) throw err
        log.warn({ err }, 'topics could not be verified yet; trying again')
        await wait(againMs)
      }
    }
  })
}

async function createAndVerify(admin: Admin, specs: readonly TopicSpec[], log: Log): Promise<CountPartitions> {
  const present = new Set(await admin.listTopics())
  const missing = specs.filter(({ topic }) => !present.has(topic))
  if (missing.length > 0) {
    await createTopics(admin, missing)
    log.info({ topics: missing.map(({ topic }) => topic) }, 'topics created')
  }
  const names = specs.map(({ topic }) => topic)
  const patience = { until: performance.now() + learnMs, mayPass: isRetriable, pause: wait }
  const found = await insist(() => describeTopics(admin, names), patience)
  const problems = specs.flatMap((spec) => findMismatches(spec, found.get(spec.topic)))
  if (problems.length > 0) {
    throw new KafkaError('kafka.topics', `Topics differ from the settings: ${problems.join('; ')}`)
  }
  // A broker knows a new partition before it leads it: who read or wrote at once would be refused, and kafkajs's consumers
  // join their group anew at each refusal.
  await readEnds(
    admin,
    missing.map(({ topic }) => topic),
  )
  return (topic) => {
    const count = found.get(topic)?.partitions
    if (count === undefined) throw new KafkaError('kafka.topics', `${topic} is not one of our topics`)
    return count
  }
}
