import { hash } from 'node:crypto'
import type { FetchedEntity } from './map-entity.ts'

/**
 * Hashes an entity's own content: its fields and what our schema does not name, and nothing of when or why it was
 * fetched. The order of the fields is that of their schema, so their names need not be in it. 64 bits: two states of one
 * entity with the same `changed_at` would have to collide to be taken for one.
 */
export function hashContent({ fields, unmapped }: Pick<FetchedEntity, 'fields' | 'unmapped'>): bigint {
  const content = JSON.stringify([Object.values(fields), unmapped])
  return hash('sha256', content, 'buffer').readBigUInt64BE()
}
