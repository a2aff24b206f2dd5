import { schemas } from '@bellhop/records'
import { describe, expect, it } from 'vitest'
import { mewsEntities } from './fakes/entities.ts'
import { pendingOf, receivedAt } from './fakes/events.ts'
import { lookupOf } from './fakes/lookups.ts'
import { deferred } from './judge.ts'
import type { Lookup } from './lane-book.ts'
import { createMapEntity } from './map-entity.ts'
import { toEntityRecord } from './to-entity-record.ts'

const fetchedAt = receivedAt + 500

function answered(entity: 'customer' | 'payment', events: Lookup['events']): Lookup {
  const mapped = createMapEntity(schemas[entity])({ ...mewsEntities[entity], New: 1 })
  if ('misfit' in mapped) throw new Error(mapped.misfit)
  return lookupOf({ entity, events, answer: { entity: { ...mapped, fetchedAt } } })
}

describe('toEntityRecord', () => {
  it('lists every event that it answers, and each kind of them once', () => {
    const { around } = toEntityRecord(
      answered('customer', [
        pendingOf({ event_id: 'a', discriminator: 'CustomerAdded', received_at: receivedAt + 3 }),
        pendingOf({ event_id: 'b', discriminator: 'CustomerUpdated', received_at: receivedAt + 1 }),
        pendingOf({ event_id: 'c', discriminator: 'CustomerUpdated', received_at: receivedAt + 2 }),
      ]),
    )

    expect(around).toMatchObject({
      event_ids: ['a', 'b', 'c'],
      discriminators: ['CustomerAdded', 'CustomerUpdated'],
      first_received_at: receivedAt + 1,
    })
  })

  it('takes the enterprise, the integration and the origin of the last event, where the entity has none', () => {
    const first = pendingOf({ enterprise_id: 'e1', integration_id: 'i1' })
    const last = pendingOf({ enterprise_id: 'e2', integration_id: 'i2', record_origin: 'replay' })

    expect(toEntityRecord(answered('customer', [first, last])).around).toMatchObject({
      enterprise_id: 'e2',
      integration_id: 'i2',
      record_origin: 'replay',
    })
  })

  it("keeps the entity's own enterprise", () => {
    const { around } = toEntityRecord(answered('payment', [pendingOf({ enterprise_id: 'e2' })]))

    expect(around.enterprise_id).toBe(mewsEntities.payment['EnterpriseId'])
  })

  it('says when it was fetched and what had no field', () => {
    expect(toEntityRecord(answered('customer', [pendingOf()])).around).toMatchObject({
      fetched_at: fetchedAt,
      changed_at: Date.UTC(2026, 7, 10, 11, 59, 58),
      is_deleted: false,
      unmapped: '{"New":1}',
    })
  })

  it('is not made of a lookup without an entity', () => {
    const ends = { answer: { ends: () => deferred('10s') } }

    expect(() => toEntityRecord({ ...answered('customer', [pendingOf()]), ...ends })).toThrow(TypeError)
    expect(() => toEntityRecord(answered('customer', []))).toThrow(TypeError)
  })
})
