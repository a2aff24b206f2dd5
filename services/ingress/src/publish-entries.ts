import { BellhopError } from '@bellhop/runtime'
import type { CountDrafts } from './count-drafts.ts'
import { decodeEntry } from './encode-entry.ts'
import type { KafkaSide } from './open-kafka-side.ts'

/**
 * Makes the way of the spool's entries to the brokers; it waits for as long as these are away, and counts what they took.
 *
 * It rejects with `not-ready` while topics and schemas are not verified, and with what the brokers refuse.
 */
export function publishEntries(
  writer: () => KafkaSide | undefined,
  count: CountDrafts,
): (entries: readonly Buffer[]) => Promise<void> {
  return async (entries) => {
    const kafka = writer()
    if (!kafka)
      throw new BellhopError({
        code: 'not-ready',
        message: 'Topics and schemas are not verified yet.',
        retriable: true,
      })
    const drafts = entries.flatMap(decodeEntry)
    await kafka.publish(kafka.encode(drafts))
    count(drafts)
  }
}
