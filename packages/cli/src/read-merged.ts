import type { Bounds, InputRecord, TopicReader } from '@bellhop/kafka'

/** A partition that is being read: what was fetched and not given yet, and where it goes on. */
type Cursor = { readonly bounds: Bounds; next: number; waiting: InputRecord[] }

/**
 * Reads partitions from their `from` to their `end`, the oldest record first, as far as each is in order of time itself.
 * One fetch of each is held in memory.
 *
 * @param stopping - ends it early
 */
export async function* readMerged(
  reader: Pick<TopicReader, 'fetch'>,
  bounds: readonly Bounds[],
  stopping: AbortSignal,
): AsyncGenerator<InputRecord> {
  const open: Cursor[] = bounds.map((one) => ({ bounds: one, next: one.from, waiting: [] }))
  while (!stopping.aborted) {
    for (const cursor of open) await fill(reader, cursor, stopping)
    let oldest: Cursor | undefined
    for (const cursor of open) {
      if ((cursor.waiting[0]?.timestamp ?? Infinity) < (oldest?.waiting[0]?.timestamp ?? Infinity)) oldest = cursor
    }
    const record = oldest?.waiting.shift()
    if (record === undefined) return
    yield record
  }
}

async function fill(reader: Pick<TopicReader, 'fetch'>, cursor: Cursor, stopping: AbortSignal): Promise<void> {
  const { topic, partition, end } = cursor.bounds
  while (cursor.waiting.length === 0 && cursor.next < end && !stopping.aborted) {
    const { records, next } = await reader.fetch({ topic, partition, offset: cursor.next })
    cursor.waiting = records.filter(({ offset }) => offset < end)
    cursor.next = next
  }
}
