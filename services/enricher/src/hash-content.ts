import { createHash } from 'node:crypto'
import type { FetchedEntity } from './map-entity.ts'

/**
 * Hashes an entity's own content: its fields and what our schema does not name, and nothing of when or why it was
 * fetched. 64 bits: two states of one entity with the same `changed_at` would have to collide to be taken for one.
 */
export function hashContent({ fields, unmapped }: Pick<FetchedEntity, 'fields' | 'unmapped'>): bigint {
  const content = JSON.stringify([fields, unmapped])
  return createHash('sha256').update(content).digest().readBigUInt64BE()
}
