import { type KafkaClient, listTopics } from '@bellhop/kafka'
import { BellhopError } from '@bellhop/runtime'
import { toMissing } from './to-missing.ts'

/**
 * Makes sure that topics are there before they are read.
 *
 * @throws BellhopError `config` naming those that are not
 */
export async function requireTopics(kafka: KafkaClient, topics: readonly string[], prefix: string): Promise<void> {
  const message = toMissing(topics, await listTopics(kafka), prefix)
  if (message !== undefined) throw new BellhopError({ code: 'config', message })
}
