import { describe, expect, it } from 'vitest'
import { checkKept } from './check-kept.ts'
import { sampleLedger, thinEvent } from './sample-ledger.ts'

const topic = 'mews.events.payment-updated'

describe('checkKept', () => {
  it('finds nothing short where each event stands as often as it was answered, or more often', () => {
    const ledger = sampleLedger()
    const copy = { topic, partition: 0, offset: 1, value: thinEvent('e-2', 'payment-1') }

    const kept = checkKept({ ...ledger, events: [...ledger.events, copy] }, new Map([['PaymentUpdated payment-1', 1]]))

    expect(kept).toEqual({ accepted: 1, kept: 2, short: [] })
  })

  it('names an event that is lost, though copies of another make up the number', () => {
    const ledger = sampleLedger()
    const copy = { topic, partition: 0, offset: 1, value: thinEvent('e-2', 'payment-1') }
    const accepted = new Map([
      ['PaymentUpdated payment-1', 1],
      ['PaymentUpdated payment-2', 1],
    ])

    const { short } = checkKept({ ...ledger, events: [...ledger.events, copy] }, accepted)

    expect(short).toEqual(['PaymentUpdated payment-2'])
  })

  it('names an event that was answered twice and stands once', () => {
    const { short } = checkKept(sampleLedger(), new Map([['PaymentUpdated payment-1', 2]]))

    expect(short).toEqual(['PaymentUpdated payment-1'])
  })

  it('counts what nobody recognises', () => {
    const value = { ...thinEvent('e-2', 'ship-1'), discriminator: 'SpaceshipLanded' }
    const unrecognised = [{ topic: 'mews.events.unrecognised', partition: 0, offset: 0, value }]

    const { short } = checkKept({ ...sampleLedger(), unrecognised }, new Map([['SpaceshipLanded ship-1', 1]]))

    expect(short).toEqual([])
  })
})
