import { describe, expect, it } from 'vitest'
import { toMatch } from './to-match.ts'

const record = { key: 'a-lane', timestamp: 1_000 }
const event = { entity_id: 'E-1', enterprise_id: 'hotel-1' }

describe('what tail shows', () => {
  it('is everything where nothing was asked for', () => {
    expect(toMatch({})(record, event)).toBe(true)
    expect(toMatch({})(record, null)).toBe(true)
  })

  it.each([
    [{ since: 1_000 }, true],
    [{ since: 1_001 }, false],
    [{ until: 1_001 }, true],
    [{ until: 1_000 }, false],
    [{ enterprise: 'HOTEL-1' }, true],
    [{ enterprise: 'hotel-2' }, false],
    [{ entity: 'e-1' }, true],
    [{ entity: 'e-2' }, false],
    [{ enterprise: 'hotel-1', entity: 'e-2' }, false],
  ])('with %j says %s of an event of entity E-1 in hotel-1 at 1,000', (filter, isShown) => {
    expect(toMatch(filter)(record, event)).toBe(isShown)
  })

  it('knows an entity by its own record, by the tombstone of it, and by its state', () => {
    const match = toMatch({ entity: 'E-1' })

    expect(match({ key: 'e-1', timestamp: 0 }, { id: 'e-1' })).toBe(true)
    expect(match({ key: 'e-1', timestamp: 0 }, null)).toBe(true)
    expect(match({ key: 'customer/e-1', timestamp: 0 }, {})).toBe(true)
    expect(match({ key: 'e-2', timestamp: 0 }, { id: 'e-2' })).toBe(false)
  })
})
