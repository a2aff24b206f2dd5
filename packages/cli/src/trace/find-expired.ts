import type { TopicReader } from '@bellhop/kafka'
import type { TopicSpec } from '@bellhop/records'
import type { Expired } from './entry.ts'

/**
 * Tells whether a topic once held records since a moment that are deleted now; one row, or none.
 *
 * What is younger than the topic's retention is never deleted: where the first record that is left is younger than the
 * moment asked for, the partition was quiet.
 *
 * @param since - epoch milliseconds, as is `now`
 */
export async function findExpired(
  reader: TopicReader,
  { topic, config }: Pick<TopicSpec, 'topic' | 'config'>,
  since: number,
  now: number,
): Promise<readonly Expired[]> {
  if (since >= now - Number(config['retention.ms'])) return []
  const cut = (await reader.bounds(topic)).filter(({ low }) => low > 0)
  const firsts: Array<number | null> = []
  for (const { partition, low, end } of cut) {
    const { records } = low < end ? await reader.fetch({ topic, partition, offset: low }) : { records: [] }
    const firstAt = records[0]?.timestamp ?? null
    if (firstAt === null || firstAt > since) firsts.push(firstAt)
  }
  if (firsts.length === 0) return []
  const latest = Math.max(...firsts.map((one) => one ?? -Infinity))
  return [{ topic, firstAt: latest === -Infinity ? null : latest }]
}
