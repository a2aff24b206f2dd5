import { createCodec } from '@bellhop/avro'
import { type EntityName, schemas } from '@bellhop/records'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type MewsEntity, mewsEntities } from './fakes/entities.ts'
import { fieldsOf } from './fakes/fields-of.ts'
import { entityNames } from './fakes/lane.ts'
import { createMapEntity, type MappedEntity } from './map-entity.ts'

function map(entity: EntityName, found: unknown) {
  return createMapEntity(schemas[entity])(found)
}

function fit(outcome: ReturnType<typeof map>): MappedEntity {
  if ('misfit' in outcome) throw new Error(`${outcome.misfit} is not ${outcome.expected}`)
  return outcome
}

function mapped(entity: EntityName, given: MewsEntity = {}) {
  const outcome = fit(map(entity, { ...mewsEntities[entity], ...given }))
  return { ...outcome, fields: fieldsOf(entity, outcome) }
}

describe.each(entityNames)('a full %s', (entity) => {
  const { fields, enterpriseId, unmapped, changedAt, tally } = mapped(entity)

  it('has nothing that our schema does not know', () => {
    expect(unmapped).toBeNull()
    expect(tally).toEqual({ unmapped: 0, rounded: 0 })
  })

  it('fills exactly the fields that come from Mews', () => {
    const fromMews = schemas[entity].fields.filter(({ mews }) => mews !== undefined).map(({ name }) => name)
    const filled = enterpriseId === null ? fields : { ...fields, enterprise_id: enterpriseId }

    expect(Object.keys(filled).sort()).toEqual(fromMews.sort())
  })

  it('says when it changed', () => {
    const stamp = entity === 'message' ? Date.UTC(2026, 7, 1, 8) : Date.UTC(2026, 7, 10, 11, 59, 58)

    expect(changedAt).toBe(stamp)
  })

  it('is made of columns that our schema takes, present or all null', () => {
    const codec = createCodec<Readonly<Record<string, unknown>>>(schemas[entity])
    const { Id, CreatedUtc } = mewsEntities[entity]
    const bare = map(entity, { Id, CreatedUtc })
    const columns = {
      enterprise_id: 'e1',
      integration_id: 'i1',
      changed_at: changedAt,
      is_deleted: false,
      discriminators: ['a'],
      event_ids: ['b'],
      first_received_at: 1,
      fetched_at: 2,
      record_origin: 'webhook',
      unmapped: null,
    }

    const full = { ...columns, ...fields }
    expect(codec.decode(codec.encode(full))).toEqual(full)
    const empty = { ...fieldsOf(entity, fit(bare)), ...columns }
    expect(codec.decode(codec.encode(empty))).toEqual(empty)
  })
})

describe('the fields of entities', () => {
  it('flatten a reservation by the whole path', () => {
    expect(mapped('reservation').fields).toMatchObject({
      number: '52',
      state: 'Started',
      booker_id: null,
      channel_number: '',
      options_owner_checked_in: true,
      options_all_companions_checked_in: false,
      actual_start_utc: Date.UTC(2026, 7, 9, 15, 12, 13, 456),
      actual_end_utc: null,
      assigned_resource_locked: false,
    })
  })

  it('keep lists of objects and maps as JSON, verbatim', () => {
    expect(mapped('reservation').fields['person_counts']).toBe(JSON.stringify(mewsEntities.reservation['PersonCounts']))
    expect(mapped('resource').fields).toMatchObject({
      descriptions: '{"en-US":"By the lift"}',
      external_names: '{}',
      directions: '{"cs-CZ":"Vlevo"}',
    })
    expect(mapped('message').fields['sender_value']).toBeNull()
    expect(mapped('message', { Sender: { Discriminator: 'Enterprise', Value: { Name: 'x' } } }).fields).toMatchObject({
      sender_discriminator: 'Enterprise',
      sender_value: '{"Name":"x"}',
    })
  })

  it('hold money by the digits that Mews wrote', () => {
    expect(mapped('payment').fields).toMatchObject({
      amount_currency: 'EUR',
      amount_gross_value: '-3700',
      original_amount_net_value: '12.1',
      amount_tax_values: '[{"Code":"DE-19","Value":0.1}]',
      amount_breakdown_items: '[{"TaxRateCode":null,"NetValue":-3700,"TaxValue":0}]',
      data_credit_card_transaction_fee_gross_value: '-0.01',
      data_credit_card_transaction_adjusted_fee_value: '0.0000001',
      data_credit_card_transaction_charged_amount_net: '123456789012.34',
      data_credit_card_transaction_settled_amount_tax_rate: '0.19',
      data_external_type: 'Cash',
    })
  })

  it('count amounts that lost digits', () => {
    expect(mapped('payment', { Amount: { NetValue: 0.123456789, GrossValue: 1 } }).tally.rounded).toBe(1)
  })

  it('leave out the id of an embedded address, which is address_id already', () => {
    const { fields, unmapped } = mapped('customer')

    expect(fields).toMatchObject({
      address_id: '3fa85f64-5717-4562-b3fc-000000000032',
      address_city: 'Praha',
      address_latitude: 50.08804,
      birth_date: '1990-02-28',
      classifications: ['Returning', 'VeryImportant'],
      options: [],
      visa_number: null,
      passport_number: 'X123',
    })
    expect(unmapped).toBeNull()
  })

  it.each([
    [{ FloorNumber: '3', LocationNotes: 'left' }, '3', 'left'],
    [{}, null, null],
    [null, null, null],
    [undefined, null, null],
  ])("stand a resource's Data.Value of %j", (Value, floor, notes) => {
    const { fields, unmapped } = mapped('resource', {
      Data: { Discriminator: 'Object', ...(Value === undefined ? {} : { Value }) },
    })

    expect(fields).toMatchObject({
      data_discriminator: 'Object',
      data_value_floor_number: floor,
      data_value_location_notes: notes,
    })
    expect(unmapped).toBeNull()
  })
})

describe('what Mews adds', () => {
  it("is kept with Mews's path and names", () => {
    const address = { ...Object(mewsEntities.customer['Address']), What3Words: 'a.b.c' }
    const { unmapped, tally } = mapped('customer', { LoyaltyTier: { Level: 2 }, Address: address })

    expect(JSON.parse(unmapped ?? '')).toEqual({ LoyaltyTier: { Level: 2 }, Address: { What3Words: 'a.b.c' } })
    expect(tally.unmapped).toBe(2)
  })

  it('does not make a message unmappable, were it called UpdatedUtc', () => {
    const { changedAt, unmapped } = mapped('message', { UpdatedUtc: 'soon' })

    expect(changedAt).toBe(Date.UTC(2026, 7, 1, 8))
    expect(unmapped).toBe('{"UpdatedUtc":"soon"}')
  })

  it.each([
    ['a field', { Notes: 'é'.repeat(450_001) }],
    ['a list', { Classifications: Array.from({ length: 9_001 }, () => 'x'.repeat(100)) }],
    ['what our schema does not name', { New: 'x'.repeat(900_001) }],
  ])('makes the entity a misfit where %s is too long for a record', (_where, given) => {
    expect(map('customer', { ...mewsEntities.customer, ...given })).toEqual({
      misfit: '(entity)',
      expected: 'at most 900000 bytes long',
    })
  })

  it('makes the entity a misfit where it is nested too deep to be written', () => {
    const deep: unknown = JSON.parse('['.repeat(50_000) + ']'.repeat(50_000))

    expect(map('customer', { ...mewsEntities.customer, Deep: deep })).toMatchObject({ misfit: '(entity)' })
  })
})

describe('is_deleted', () => {
  it.each([
    ['customer', { IsActive: false }, true],
    ['customer', { IsActive: null }, false],
    ['resource', { IsActive: false }, true],
    ['resource', {}, false],
    ['resource-block', { IsActive: true, DeletedUtc: null }, false],
    ['resource-block', { IsActive: true, DeletedUtc: '2026-08-10T11:59:58Z' }, true],
    ['reservation', { State: 'Canceled', CancelledUtc: '2026-08-10T11:59:58Z' }, false],
  ] as const)('of a %s with %j is %s', (entity, given, expected) => {
    expect(mapped(entity, given).isDeleted).toBe(expected)
  })
})

describe('changed_at', () => {
  it('is when it was created while it was never updated', () => {
    expect(mapped('payment', { UpdatedUtc: null }).changedAt).toBe(Date.UTC(2026, 7, 1, 8))
  })

  it('is needed, or nothing could be said about what is newer', () => {
    const { UpdatedUtc: _updated, CreatedUtc: _created, ...timeless } = mewsEntities.payment

    expect(map('payment', timeless)).toEqual({ misfit: 'UpdatedUtc', expected: 'a time' })
    expect(map('message', { Id: 'm' })).toEqual({ misfit: 'CreatedUtc', expected: 'a time' })
  })
})

describe('a misfit', () => {
  it.each([
    ['customer', { Email: { secret: 1 } }, 'Email', 'a string'],
    ['customer', { BirthDate: '28.2.1990' }, 'BirthDate', 'a date YYYY-MM-DD'],
    ['customer', { Address: { Latitude: 'secret' } }, 'Address.Latitude', 'a finite number'],
    ['customer', { Classifications: 'VIP' }, 'Classifications', 'a list of strings'],
    ['payment', { Amount: { NetValue: '12.1' } }, 'Amount.NetValue', 'a number of at most 20 digits before the point'],
    ['reservation', { Options: { OwnerCheckedIn: 'yes' } }, 'Options.OwnerCheckedIn', 'true or false'],
    ['reservation', { UpdatedUtc: 'secret' }, 'UpdatedUtc', 'a time'],
    ['reservation', { Options: [] }, 'Options', 'an object'],
    ['resource', { Id: null }, 'Id', 'a string'],
  ] as const)('of a %s with %j is %s', (entity, given, misfit, expected) => {
    expect(map(entity, { ...mewsEntities[entity], ...given })).toEqual({ misfit, expected })
  })
})

describe('any JSON', () => {
  it.each(entityNames)('is mapped to a %s or named a misfit, and never throws', (entity) => {
    const codec = createCodec<Readonly<Record<string, unknown>>>(schemas[entity])
    const paths = Object.keys(mewsEntities[entity])
    const bent = fc
      .dictionary(fc.constantFrom(...paths, '__proto__', 'New'), fc.jsonValue(), { noNullPrototype: true })
      .map((bends) => ({ ...mewsEntities[entity], ...bends }))

    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), bent), (json) => {
        const outcome = map(entity, json)
        if ('misfit' in outcome) {
          expect(outcome.expected).not.toBe('')
          return
        }
        // What is mapped can also be written: a record that cannot would stop the task for good.
        const columns = { integration_id: 'i', discriminators: [], event_ids: [], first_received_at: 0, fetched_at: 0 }
        const { enterpriseId, changedAt, isDeleted, unmapped } = outcome
        const own = { changed_at: changedAt, is_deleted: isDeleted, unmapped, record_origin: 'webhook' }
        codec.encode({ ...fieldsOf(entity, outcome), enterprise_id: enterpriseId ?? 'e', ...columns, ...own })
      }),
      { numRuns: 200, seed: 1 },
    )
  })
})
