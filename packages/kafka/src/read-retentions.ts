import type { Kafka } from 'kafkajs'
import { toRetentionMs } from './compare-topics.ts'
import { describeTopics } from './describe-topics.ts'
import { wait } from './insist.ts'
import { isRetriable } from './is-retriable.ts'
import { withAdmin } from './with-admin.ts'

/** Milliseconds between tries while brokers are away, or do not all know a new topic yet. */
const againMs = 500

/**
 * Reads for how many milliseconds the brokers keep what is on topics that exist; Infinity where it is kept for ever.
 *
 * A topic of which they do not tell it is left out. Waits while the brokers are away.
 */
export function readRetentions(kafka: Kafka, names: readonly string[]): Promise<ReadonlyMap<string, number>> {
  return withAdmin(kafka, async (admin) => {
    for (;;) {
      try {
        return toRetentions(await describeTopics(admin, names))
      } catch (error) {
        if (!isRetriable(error)) throw error
        await wait(againMs)
      }
    }
  })
}

function toRetentions(found: Awaited<ReturnType<typeof describeTopics>>): ReadonlyMap<string, number> {
  const retentions = new Map<string, number>()
  for (const [topic, { config }] of found) {
    const retention = config['retention.ms']
    if (retention !== undefined) retentions.set(topic, toRetentionMs(retention))
  }
  return retentions
}
