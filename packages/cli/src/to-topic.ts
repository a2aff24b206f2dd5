import type { TopicSpec } from '@bellhop/records'

/**
 * Finds a topic by its full name, or by what follows the prefix: `entities.customer`. Pure.
 *
 * @returns undefined where there is no such topic
 */
export function toTopic(name: string, prefix: string, specs: readonly TopicSpec[]): TopicSpec | undefined {
  return specs.find(({ topic }) => topic === name || topic === `${prefix}.${name}`)
}
