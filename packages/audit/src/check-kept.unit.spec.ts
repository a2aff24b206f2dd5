import { topicNames } from '@bellhop/records'
import { describe, expect, it } from 'vitest'
import { checkKept } from './check-kept.ts'
import { deadLetter, sampleLedger, thinEvent } from './sample-ledger.ts'

const topics = topicNames('mews')
const topic = 'mews.events.payment-updated'

describe('checkKept', () => {
  it('finds nothing short where each event stands as often as it was answered, or more often', () => {
    const ledger = sampleLedger()
    const copy = { topic, partition: 0, offset: 1, value: thinEvent('e-2', 'payment-1') }

    const kept = checkKept(
      { ...ledger, events: [...ledger.events, copy] },
      new Map([['PaymentUpdated payment-1', 1]]),
      topics,
    )

    expect(kept).toEqual({ accepted: 1, kept: 2, short: [] })
  })

  it('names an event that is lost, though copies of another make up the number', () => {
    const ledger = sampleLedger()
    const copy = { topic, partition: 0, offset: 1, value: thinEvent('e-2', 'payment-1') }
    const accepted = new Map([
      ['PaymentUpdated payment-1', 1],
      ['PaymentUpdated payment-2', 1],
    ])

    const { short } = checkKept({ ...ledger, events: [...ledger.events, copy] }, accepted, topics)

    expect(short).toEqual(['PaymentUpdated payment-2'])
  })

  it('names an event that was answered twice and stands once', () => {
    const { short } = checkKept(sampleLedger(), new Map([['PaymentUpdated payment-1', 2]]), topics)

    expect(short).toEqual(['PaymentUpdated payment-1'])
  })

  it('counts what nobody recognises', () => {
    const value = { ...thinEvent('e-2', 'ship-1'), discriminator: 'SpaceshipLanded' }
    const unrecognised = [{ topic: 'mews.events.unrecognised', partition: 0, offset: 0, value }]

    const { short } = checkKept({ ...sampleLedger(), unrecognised }, new Map([['SpaceshipLanded ship-1', 1]]), topics)

    expect(short).toEqual([])
  })

  it.each([
    ['among the dead letters of webhooks', 'quarantined'],
    ['among the unrecognised', 'unrecognised'],
  ] as const)('misses an event that stands %s, though its discriminator is known', (_where, place) => {
    const ledger = sampleLedger()
    const astray = { topic: topics.unrecognised, partition: 0, offset: 0, value: thinEvent('e-1', 'payment-1') }
    const letter = { ...astray, topic: topics.deadLetterWebhooks, value: deadLetter('e-1', 'payment-1', 'bad-event') }
    const elsewhere = place === 'quarantined' ? { quarantined: [letter] } : { unrecognised: [astray] }

    const { short } = checkKept(
      { ...ledger, events: [], ...elsewhere },
      new Map([['PaymentUpdated payment-1', 1]]),
      topics,
    )

    expect(short).toEqual(['PaymentUpdated payment-1'])
  })

  it('misses an event that stands on the topic of another discriminator', () => {
    const ledger = sampleLedger()
    const events = ledger.events.map((entry) => ({ ...entry, topic: 'mews.events.customer-updated' }))

    const { short } = checkKept({ ...ledger, events }, new Map([['PaymentUpdated payment-1', 1]]), topics)

    expect(short).toEqual(['PaymentUpdated payment-1'])
  })
})
