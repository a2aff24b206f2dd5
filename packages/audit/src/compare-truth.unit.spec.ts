import { describe, expect, it } from 'vitest'
import { compareTruth } from './compare-truth.ts'
import { payment, sampleLedger, waitingEvent } from './sample-ledger.ts'

const state = {
  Id: 'payment-1',
  EnterpriseId: 'enterprise-1',
  Amount: { Currency: 'EUR', NetValue: -12.1, TaxValues: [{ Code: 'A', Value: 0.1 }] },
  CreatedUtc: '2023-11-14T22:13:20.5Z',
  UpdatedUtc: '2023-11-14T22:13:20Z',
}
const matching = {
  enterprise_id: 'enterprise-1',
  amount_currency: 'EUR',
  amount_net_value: '-12.1',
  amount_tax_values: '[{"Code":"A","Value":0.1}]',
  created_utc: Date.parse('2023-11-14T22:13:20.5Z'),
  updated_utc: Date.parse('2023-11-14T22:13:20Z'),
}

/** A ledger whose one record has these fields, and null in all others. */
function ledgerWith(fields: Record<string, unknown>) {
  const ledger = sampleLedger()
  const all = new Proxy({}, { get: (_target, name) => (name in fields ? fields[String(name)] : null) })
  return {
    ...ledger,
    entities: ledger.entities.map((entry) => ({
      ...entry,
      value: Object.assign(Object.create(all), payment('payment-1', ['e-1'], fields)),
    })),
  }
}

describe('compareTruth', () => {
  it('finds a record alike that says the same in our fields', () => {
    const comparison = compareTruth(ledgerWith(matching), [{ entity: 'payment', id: 'payment-1', state }])

    expect(comparison).toEqual({ compared: 1, missing: [], differences: [], stale: [] })
  })

  it.each([
    ['amount_net_value', '-12.11'],
    ['amount_currency', 'CZK'],
    ['created_utc', 0],
    ['amount_tax_values', '[]'],
    ['notes', 'not in the truth'],
    ['changed_at', Date.parse('2023-11-14T22:13:20.5Z')],
    ['is_deleted', true],
    ['unmapped', '{"Amount":{"Later":1}}'],
  ])('names the field that differs: %s', (field, value) => {
    const ledger = ledgerWith({ ...matching, [field]: value })

    const { differences } = compareTruth(ledger, [{ entity: 'payment', id: 'payment-1', state }])

    expect(differences).toEqual([`payment payment-1: ${field}`])
  })

  const withMore = {
    ...state,
    Amount: { ...state.Amount, Later: 1 },
    Data: null,
    Later: { Code: 'A1', Values: [1, null] },
    LaterNull: null,
  }

  it('wants all that no field names to be in unmapped, in the shape that Mews gives it', () => {
    const unmapped = '{"LaterNull":null,"Later":{"Code":"A1","Values":[1,null]},"Amount":{"Later":1}}'
    const ledger = ledgerWith({ ...matching, unmapped })

    const { differences } = compareTruth(ledger, [{ entity: 'payment', id: 'payment-1', state: withMore }])

    expect(differences).toEqual([])
  })

  it.each([
    ['is nowhere in the record', null],
    ['is there only in part', '{"Later":{"Code":"A1","Values":[1,null]},"LaterNull":null}'],
    ['is at another place', '{"LaterNull":null,"Later":{"Code":"A1","Values":[1,null]},"Amount.Later":1}'],
  ])('sees when what no field names %s', (_what, unmapped) => {
    const ledger = ledgerWith({ ...matching, unmapped })

    const { differences } = compareTruth(ledger, [{ entity: 'payment', id: 'payment-1', state: withMore }])

    expect(differences).toEqual(['payment payment-1: unmapped'])
  })

  it.each([
    ['IsActive is false', { IsActive: false }],
    ['DeletedUtc is set', { DeletedUtc: '2023-11-14T22:13:20Z' }],
  ])('wants is_deleted where %s', (_what, fields) => {
    const unmapped = JSON.stringify(fields)
    const truth = [{ entity: 'payment' as const, id: 'payment-1', state: { ...state, ...fields } }]

    const [kept, gone] = [false, true].map((is_deleted) =>
      compareTruth(ledgerWith({ ...matching, unmapped, is_deleted }), truth),
    )

    expect(kept?.differences).toEqual(['payment payment-1: is_deleted'])
    expect(gone?.differences).toEqual([])
  })

  it('excuses no entity because an event of it still waits', () => {
    const waiting = [waitingEvent('e-1', 'payment-1')]
    const truth = [{ entity: 'payment' as const, id: 'payment-1', state: { ...state, Amount: undefined } }]

    const behind = compareTruth({ ...ledgerWith(matching), waiting }, truth)
    const without = compareTruth({ ...sampleLedger(), entities: [], waiting }, truth)

    expect(behind.differences).toContain('payment payment-1: amount_currency')
    expect(without).toMatchObject({ compared: 0, missing: ['payment payment-1'] })
  })

  it('misses the record of an entity that an event has named, and of no other', () => {
    const ledger = { ...sampleLedger(), entities: [] }

    const { missing } = compareTruth(ledger, [
      { entity: 'payment', id: 'payment-1', state },
      { entity: 'payment', id: 'never-named', state },
    ])

    expect(missing).toEqual(['payment payment-1'])
  })

  it('misses an entity that an event has named and the truth does not hold: nothing can be said of its record', () => {
    const { missing } = compareTruth(ledgerWith(matching), [])

    expect(missing).toEqual(['payment payment-1'])
  })

  it('sees a record that follows a newer state', () => {
    const ledger = ledgerWith(matching)
    const older = ledger.entities.map((entry) => ({ ...entry, value: { ...entry.value, changed_at: 1 } }))

    const { stale } = compareTruth({ ...ledger, entities: [...ledger.entities, ...older] }, [])

    expect(stale).toEqual(['payment payment-1'])
  })
})
