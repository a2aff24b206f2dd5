import { schemas } from '@bellhop/records'
import { describe, expect, it } from 'vitest'
import { mewsEntities } from './fakes/entities.ts'
import { entityNames } from './fakes/lane.ts'
import { hashContent } from './hash-content.ts'
import { createMapEntity } from './map-entity.ts'

describe('the hash of an entity', () => {
  it.each(entityNames)('of a %s tells its states apart', (entity) => {
    const map = createMapEntity(schemas[entity])
    const hashOf = (changed: Record<string, unknown>) => {
      const mapped = map({ ...mewsEntities[entity], ...changed })
      if ('misfit' in mapped) throw new Error(mapped.misfit)
      return mapped.contentHash
    }
    const hash = hashOf({})

    expect(hashOf({})).toBe(hash)
    expect(hashOf({ Id: 'another' })).not.toBe(hash)
    expect(hashOf({ NewAtMews: 1 })).not.toBe(hash)
    expect(hashOf({ NewAtMews: 2 })).not.toBe(hashOf({ NewAtMews: 1 }))
  })

  it('has 64 bits', () => {
    const hashes = Array.from({ length: 64 }, (_, n) => hashContent({ own: Buffer.from([n]), unmapped: null }))

    expect(hashes.every((hash) => hash >= 0n && hash < 2n ** 64n)).toBe(true)
    expect(hashes.some((hash) => hash >= 2n ** 60n)).toBe(true)
  })
})
