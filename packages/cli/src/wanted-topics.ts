import type { TopicPlan } from '@bellhop/kafka'
import { type TopicNames, type TopicSpec, topicSpecs } from '@bellhop/records'
import type { topicVariables } from '@bellhop/runtime'
import type { Settings } from './read-settings.ts'

/** Every topic as the environment wants it. Pure. */
export function wantedTopics(config: Settings<typeof topicVariables>): readonly TopicSpec[] {
  return topicSpecs({
    prefix: config.TOPIC_PREFIX,
    partitions: config.TOPIC_PARTITIONS,
    replication: config.TOPIC_REPLICATION,
  })
}

/** The topics in which events stand, wait and end. Pure. */
export function topicsOfEvents(names: TopicNames): readonly string[] {
  const { events, unrecognised, retries, deadLetterEvents, deadLetterWebhooks, entities } = names
  return [...events, unrecognised, ...retries, deadLetterEvents, deadLetterWebhooks, ...entities]
}

/** Whether there is nothing to do about any of them. */
export function isInOrder(topics: readonly TopicPlan[]): boolean {
  return topics.every(({ isMissing, differences }) => !isMissing && differences.length === 0)
}
