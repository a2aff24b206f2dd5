import kafkajs, { type Admin } from 'kafkajs'
import type { TopicSpec } from './compare-topics.ts'
import { fetchDefaultReplication } from './default-replication.ts'
import { KafkaError } from './errors.ts'
import { toCreation } from './to-creation.ts'

// Node finds only some of kafkajs's names in its CommonJS.
const { KafkaJSAggregateError } = kafkajs

/**
 * Creates topics; one that somebody else created meanwhile is no problem.
 *
 * The number of replicas is always known before, since it decides how many of them have to be in sync. A broker may not know
 * a topic yet when this returns: with KRaft the controller answers first, and brokers learn of it from its log (KIP-500). So
 * kafkajs does not wait for leaders, which would fail there, and leave open what was created.
 *
 * @throws KafkaError `kafka.topics` naming every topic that could not be created and why
 */
export async function createTopics(admin: Admin, specs: readonly TopicSpec[]): Promise<void> {
  const isLeftToBroker = specs.some(({ replication }) => replication === undefined)
  const byDefault = isLeftToBroker ? await fetchDefaultReplication(admin) : 1
  const topics = specs.map((spec) => toCreation(spec, spec.replication ?? byDefault))
  await admin.createTopics({ waitForLeaders: false, topics }).catch(refuse)
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
