import kafkajs, { type Admin } from 'kafkajs'
import { KafkaError } from './errors.ts'
import { isNotAllowed } from './explain-refusal.ts'

const { ConfigResourceTypes } = kafkajs
const name = 'default.replication.factor'

/**
 * Asks a broker how many replicas it gives to a topic that does not say.
 *
 * @throws KafkaError `kafka.topics` when the broker does not tell, with what to do.
 */
export async function fetchDefaultReplication(admin: Admin): Promise<number> {
  const { brokers } = await admin.describeCluster()
  const resource = { type: ConfigResourceTypes.BROKER, name: String(brokers[0]?.nodeId), configNames: [name] }
  const { resources } = await admin
    .describeConfigs({ includeSynonyms: false, resources: [resource] })
    .catch((error: unknown) => {
      throw isNotAllowed(error) ? unknown('this user may not read it', error) : error
    })
  const value = Number(resources[0]?.configEntries.find(({ configName }) => configName === name)?.configValue)
  if (!Number.isInteger(value) || value < 1) throw unknown('the broker does not tell it')
  return value
}

function unknown(why: string, cause?: unknown): KafkaError {
  return new KafkaError('kafka.topics', `${name} of the brokers is not known (${why}): set TOPIC_REPLICATION`, cause)
}
