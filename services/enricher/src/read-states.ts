import { AvroError, type Deserializer } from '@bellhop/avro'
import type { StoredRecord } from '@bellhop/kafka'
import type { EntityState } from '@bellhop/records'
import { isHopelessBytes } from './is-hopeless-bytes.ts'
import type { States } from './states.ts'
import { fromStateKey, fromStateRecord } from './to-state-record.ts'

/** Puts what stands in records of the state topic into the states, in order; tells how many could not be read. */
export type ReadStates = (records: readonly StoredRecord[], states: States, before: number) => Promise<number>

/**
 * Creates the reader of state records. Barriers are none, and a tombstone has its entity forgotten.
 *
 * `before` is a time by which all of it had been fetched, by our clock: the clocks of owners before may be ahead of ours,
 * and what we fetch is later whatever they say.
 *
 * It rejects with what is not the record's fault: a registry that refuses us.
 */
export function createReadStates(deserialize: Deserializer<EntityState>): ReadStates {
  return async (records, states, before) => {
    let unreadable = 0
    for (const { key, value } of records) {
      if (value === null) {
        const named = fromStateKey(key?.toString() ?? '')
        if (named !== undefined) states.forget(named.entity, named.id)
        continue
      }
      const change = await read(value)
      if (change === undefined) {
        unreadable += 1
        continue
      }
      const { entity, id, state } = change
      states.set(entity, id, state.fetchedAt > before ? { ...state, fetchedAt: before } : state)
    }
    return unreadable
  }

  async function read(value: Buffer) {
    try {
      const decoded = deserialize(value)
      return fromStateRecord(decoded instanceof Promise ? await decoded : decoded)
    } catch (error) {
      if (error instanceof AvroError && isHopelessBytes(error)) return undefined
      throw error
    }
  }
}
