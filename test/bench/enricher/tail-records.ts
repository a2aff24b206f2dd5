import { randomUUID } from 'node:crypto'
import { createCodec, createDeserializer } from '@bellhop/avro'
import type { Bellhop } from '@bellhop/demo'
import { entities, schemas } from '@bellhop/records'
import type { Opened } from '@bellhop/runtime'

/** An entity record as a reader saw it. */
export type SeenRecord = {
  readonly enterpriseId: string
  readonly id: string
  readonly events: number
  /** Milliseconds from the receipt of the oldest event that it answers until a reader of committed records had it. */
  readonly delayMs: number
}

/** Reads the entity topics while they are written. */
export type RecordTail = {
  /** Records seen until now. */
  readonly count: () => number
  /** All of them, decoded: only now, so that it takes no time from what is measured. */
  readonly read: () => Promise<SeenRecord[]>
}

type EntityFields = {
  readonly id: string
  readonly enterprise_id: string | null
  readonly event_ids: readonly string[]
  readonly first_received_at: number
}

/** Where a value is kept. */
type Kept = { readonly block: Buffer; readonly start: number; readonly end: number }

const blockBytes = 2 ** 30

/** Opens a reader of committed records that notes when each arrived; resolves once it reads. */
export async function tailRecords({ kafka, registry, topics }: Bellhop): Promise<Opened<RecordTail>> {
  const seen: Array<{ readonly topic: string; readonly kept: Kept; readonly at: number }> = []
  // Reserved whole: untouched pages cost nothing, and V8 marks all that the simulated Mews holds for every 64 MB more.
  let block = Buffer.allocUnsafeSlow(blockBytes)
  let used = 0
  const consumer = kafka.consumer({ groupId: `bench-tail-${randomUUID()}`, maxWaitTimeInMs: 500 })
  await consumer.connect()
  await consumer.subscribe({ topics: [...topics.entities], fromBeginning: true })
  const joined = new Promise<void>((resolve) => consumer.on(consumer.events.GROUP_JOIN, () => resolve()))
  await consumer.run({
    eachBatch: async ({ batch }) => {
      const at = Date.now()
      for (const { value } of batch.messages) {
        if (value === null) continue
        if (used + value.length > blockBytes) [block, used] = [Buffer.allocUnsafeSlow(blockBytes), 0]
        const kept = { block, start: used, end: used + value.copy(block, used) }
        used = kept.end
        seen.push({ topic: batch.topic, kept, at })
      }
    },
  })
  await joined

  const readers = new Map(
    Object.values(entities).map(({ entity }) => [
      topics.entity(entity),
      createDeserializer(registry, createCodec<EntityFields>(schemas[entity])),
    ]),
  )
  const read = async (): Promise<SeenRecord[]> => {
    const records: SeenRecord[] = []
    for (const { topic, kept, at } of seen) {
      const decode = readers.get(topic)
      if (decode === undefined) continue
      const { id, enterprise_id, event_ids, first_received_at } = await decode(
        kept.block.subarray(kept.start, kept.end),
      )
      const delayMs = at - first_received_at
      records.push({ id, enterpriseId: enterprise_id ?? '', events: event_ids.length, delayMs })
    }
    return records
  }
  return { value: { count: () => seen.length, read }, close: () => consumer.disconnect() }
}
