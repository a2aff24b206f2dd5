import type { InputRecord } from '@bellhop/kafka'
import type { Fields } from '../decode-record.ts'

/** What records are to be shown. */
export type Filter = {
  readonly enterprise?: string | undefined
  readonly entity?: string | undefined
  /** Epoch milliseconds, included. */
  readonly since?: number | undefined
  /** Epoch milliseconds, not included. */
  readonly until?: number | undefined
}

/** Makes the test whether a record is to be shown; ids in any case. Pure. */
export function toMatch({ enterprise, entity, since = -Infinity, until = Infinity }: Filter) {
  const enterpriseId = enterprise?.toLowerCase()
  const entityId = entity?.toLowerCase()
  return ({ key, timestamp }: Pick<InputRecord, 'key' | 'timestamp'>, value: Fields | null): boolean => {
    if (timestamp < since || timestamp >= until) return false
    if (enterpriseId !== undefined && !is(value?.['enterprise_id'], enterpriseId)) return false
    if (entityId === undefined) return true
    // An entity record has its own id, and its tombstone only its key; state is keyed by entity and id.
    return [value?.['entity_id'] ?? value?.['id'], key, key?.split('/').at(-1)].some((id) => is(id, entityId))
  }
}

function is(id: unknown, wanted: string): boolean {
  return typeof id === 'string' && id.toLowerCase() === wanted
}
