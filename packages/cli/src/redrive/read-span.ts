import type { ReadPartition, Span } from '@bellhop/kafka'
import type { Place } from './ledger.ts'

/**
 * Reads what a partition held when its span was taken, record by record, in order; a record without a value is left out.
 *
 * @param onRecord - waited for, so that nothing is read faster than it is worked on; `value` shares its memory with others
 * @throws when the signal aborts, and what `onRecord` throws
 */
export async function readSpan(
  readPartition: ReadPartition,
  { topic, partition, low, high }: Span,
  signal: AbortSignal,
  onRecord: (place: Place, value: Buffer) => Promise<void> | void,
): Promise<void> {
  await readPartition({ topic, partition, from: low, offset: high - 1 }, signal, async (records) => {
    for (const { offset, value } of records) {
      // What was written since is not meant: it may be our own.
      if (value === null || offset >= high) continue
      signal.throwIfAborted()
      const waits = onRecord({ topic, partition, offset }, value)
      if (waits !== undefined) await waits
    }
  })
}
