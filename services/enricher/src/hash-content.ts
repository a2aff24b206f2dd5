import { hash } from 'node:crypto'
import type { MappedEntity } from './map-entity.ts'

/**
 * Hashes an entity's own content: its fields and what our schema does not name, and nothing of when or why it was
 * fetched. 64 bits: two states of one entity with the same `changed_at` would have to collide to be taken for one.
 */
export function hashContent({ own, unmapped }: Pick<MappedEntity, 'own' | 'unmapped'>): bigint {
  const content = unmapped === null ? own : Buffer.concat([own, Buffer.from(unmapped)])
  return hash('sha256', content, 'buffer').readBigUInt64BE()
}
