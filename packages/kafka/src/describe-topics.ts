import kafkajs, { type Admin } from 'kafkajs'
import type { TopicOnBroker } from './compare-topics.ts'

// Node finds only some of kafkajs's names in its CommonJS.
const { ConfigResourceTypes } = kafkajs

/** Reads how topics are, of topics that exist. */
export async function describeTopics(
  admin: Admin,
  names: readonly string[],
): Promise<ReadonlyMap<string, TopicOnBroker>> {
  const { topics } = await admin.fetchTopicMetadata({ topics: [...names] })
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
