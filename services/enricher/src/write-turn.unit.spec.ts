import { type EntityName, schemas } from '@bellhop/records'
import { describe, expect, it } from 'vitest'
import { mewsEntities } from './fakes/entities.ts'
import { pendingOf, place, receivedAt } from './fakes/events.ts'
import { fieldsIn } from './fakes/fields-of.ts'
import { createFakeCodecs, entityNames } from './fakes/lane.ts'
import { lookupOf } from './fakes/lookups.ts'
import { readerOf, schemaIds, topics } from './fakes/registry.ts'
import { deferred, judgeMisfit } from './judge.ts'
import type { Lookup } from './lane-book.ts'
import { createMapEntity } from './map-entity.ts'
import { toEntityRecord } from './to-entity-record.ts'
import { fromStateRecord } from './to-state-record.ts'
import { writeTurn } from './write-turn.ts'

const now = receivedAt + 1_000
const nothing = { changes: [], stale: [] }
const { serializers } = await createFakeCodecs()

function answered(entity: EntityName): Lookup {
  const mapped = createMapEntity(schemas[entity])(mewsEntities[entity])
  if ('misfit' in mapped) throw new Error(mapped.misfit)
  const answer = { entity: { ...mapped, fetchedAt: receivedAt } }
  return lookupOf({ entity, id: String(mewsEntities[entity]['Id']), answer })
}

describe('writeTurn', () => {
  it.each(entityNames)('writes a %s to its topic, keyed by its id, whole', (entity) => {
    const lookup = answered(entity)

    const [record, ...others] = writeTurn(
      { ended: [], unreadable: [], fetched: [lookup], ...nothing },
      3,
      topics,
      serializers,
      now,
    )

    expect(others).toEqual([])
    expect(record).toMatchObject({ topic: `mews.entities.${entity}`, key: lookup.id })
    expect(record?.value?.readInt32BE(1)).toBe(schemaIds.get(`mews.entities.${entity}`))
    expect(readerOf(entity)(record?.value ?? null)).toEqual({ ...fieldsIn(lookup), ...toEntityRecord(lookup).around })
  })

  it('writes as many records as list all events of an entity, a thousand each', () => {
    const ids = Array.from({ length: 2_100 }, (_, nth) => `e${nth}`)
    const lookup = { ...answered('customer'), events: ids.map((event_id) => pendingOf({ event_id })) }

    const records = writeTurn({ ended: [], unreadable: [], fetched: [lookup], ...nothing }, 3, topics, serializers, now)

    const listed = records.map(({ value }) => readerOf('customer')(value).event_ids)
    expect(records.map(({ key }) => key)).toEqual([lookup.id, lookup.id, lookup.id])
    expect(listed.map(({ length }) => length)).toEqual([1_000, 1_000, 100])
    expect(listed.flat()).toEqual(ids)
  })

  it.each(['10s', '1m', '10m'] as const)(
    'writes an event that waits to the retry topic %s, keyed by its lane',
    (delay) => {
      const ended = [{ event: pendingOf(), lane: 'chain', end: deferred(delay) }]

      const [record] = writeTurn({ ended, unreadable: [], fetched: [], ...nothing }, 3, topics, serializers, now)

      expect(record).toMatchObject({ topic: `mews.retries.${delay}`, key: 'chain' })
      expect(readerOf('waiting-event')(record?.value ?? null)).toMatchObject({
        entity_id: 'c1',
        last_reason: 'deferred',
      })
    },
  )

  it('has what waits or is given up carry the trace of its webhook, and a record its own; else there is no header', () => {
    const event = { ...pendingOf(), traceparent: 'of the webhook' }
    const dead = judgeMisfit({ misfit: 'Email', expected: 'a string' })
    const ended = [deferred('10s'), dead].map((end) => ({ event, lane: 'chain', end }))
    const turn = { ended, unreadable: [], fetched: [answered('customer')], ...nothing }

    const records = writeTurn(turn, 3, topics, serializers, now, () => 'of the record')
    const [untraced] = writeTurn({ ...turn, ended: [] }, 3, topics, serializers, now)

    expect(records.map(({ topic, headers }) => [topic, headers])).toEqual([
      [topics.entity('customer'), { traceparent: 'of the record' }],
      [topics.retry['10s'], { traceparent: 'of the webhook' }],
      [topics.deadLetterEvents, { traceparent: 'of the webhook' }],
    ])
    expect(untraced).not.toHaveProperty('headers')
  })

  it('writes a dead letter, keyed by the coordinates of its record', () => {
    const end = judgeMisfit({ misfit: 'Email', expected: 'a string' })

    const [record] = writeTurn(
      { ended: [{ event: pendingOf(), lane: 'chain', end }], unreadable: [], fetched: [], ...nothing },
      3,
      topics,
      serializers,
      now,
    )

    expect(record).toMatchObject({ topic: 'mews.dead-letters.events', key: 'mews.events.customer-updated-0-7' })
    expect(readerOf('dead-letter')(record?.value ?? null)).toMatchObject({
      reason: 'unmappable',
      entity_id: 'c1',
      original: Buffer.from('original'),
    })
  })

  it('writes a record that could not be read as it was, a tombstone too', () => {
    const end = { end: 'dead-lettered', reason: 'undecodable', class: 'ours', stage: 'decode', detail: 'x' } as const
    const unreadable = [Buffer.from('junk'), null].map((original) => ({ source: place, original, end }))

    const records = writeTurn({ ended: [], unreadable, fetched: [], ...nothing }, 3, topics, serializers, now)

    expect(records.map(({ value }) => readerOf('dead-letter')(value).original)).toEqual([Buffer.from('junk'), null])
  })

  it('writes what is remembered of an entity to the partition of its task, wherever its key would go', () => {
    const change = {
      entity: 'customer',
      id: 'c1',
      state: { changedAt: 5, contentHash: 2n ** 64n - 2n, fetchedAt: 7 },
    } as const
    const turn = { ended: [], unreadable: [], fetched: [], changes: [change], stale: [] }

    const [record] = writeTurn(turn, 3, topics, serializers, now)

    expect(record).toMatchObject({ topic: 'mews.state.entities', partition: 3, key: 'customer/c1' })
    expect(record?.value?.readInt32BE(1)).toBe(schemaIds.get('mews.state.entities'))
    expect(fromStateRecord(readerOf('entity-state')(record?.value ?? null))).toEqual(change)
  })

  it('writes nothing for events that a record answers', () => {
    const ended = (['enriched', 'unchanged'] as const).map((end) => ({ event: pendingOf(), lane: '', end: { end } }))

    expect(writeTurn({ ended, unreadable: [], fetched: [], ...nothing }, 3, topics, serializers, now)).toEqual([])
  })
})
