import { type EntityName, type EntityState, entities } from '@bellhop/records'
import type { StateChange } from './turn.ts'

/** The key of a state record: entity and id, of which only the id may hold a slash. */
export function toStateKey({ entity, id }: Pick<StateChange, 'entity' | 'id'>): string {
  return `${entity}/${id}`
}

/** Reads such a key; undefined for one that names no entity, as that of a barrier. */
export function fromStateKey(key: string): Pick<StateChange, 'entity' | 'id'> | undefined {
  const slash = key.indexOf('/')
  const entity = key.slice(0, Math.max(0, slash))
  return isEntity(entity) ? { entity, id: key.slice(slash + 1) } : undefined
}

/** Makes the record of a state. */
export function toStateRecord({ entity, id, state }: StateChange): EntityState {
  const hash = Buffer.alloc(8)
  hash.writeBigUInt64BE(state.contentHash)
  return { entity, id, changed_at: state.changedAt, content_hash: hash, fetched_at: state.fetchedAt }
}

/** Reads the record of a state; undefined where it is none of ours. */
export function fromStateRecord(record: EntityState): StateChange | undefined {
  const { entity, id, changed_at, content_hash, fetched_at } = record
  if (!isEntity(entity) || content_hash.length !== 8) return undefined
  const contentHash = content_hash.readBigUInt64BE()
  return { entity, id, state: { changedAt: changed_at, contentHash, fetchedAt: fetched_at } }
}

function isEntity(name: string): name is EntityName {
  return Object.hasOwn(entities, name)
}
