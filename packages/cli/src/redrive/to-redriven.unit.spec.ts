import { describe, expect, it } from 'vitest'
import { eventLetter, thinEvent, webhookLetter } from '../testing/letters.ts'
import { toRedriven, toSingleSpan } from './to-redriven.ts'

const place = { topic: 'mews.dead-letters.events', partition: 3, offset: 127 }
const quarantine = { topic: 'mews.dead-letters.webhooks', partition: 1, offset: 4 }
const webhook = (events: readonly unknown[]) =>
  JSON.stringify({ EnterpriseId: 'enterprise-2', IntegrationId: 'integration-2', Events: events })
const payment = (id: string) => ({ Discriminator: 'PaymentUpdated', Value: { Id: id } })

describe('a dead letter that is redriven', () => {
  it('becomes its event again, with its place as the id and the time of receipt as it was', () => {
    expect(toRedriven(eventLetter(), place, undefined)).toEqual({
      events: [thinEvent({ event_id: 'mews.dead-letters.events-3-127', record_origin: 'redrive' })],
    })
  })

  it('becomes the same event however often it is done', () => {
    expect(toRedriven(eventLetter(), place, undefined)).toEqual(toRedriven(eventLetter(), place, undefined))
  })

  it('takes the value of a long event from its original', () => {
    const original = thinEvent({ value: '{"Id":"payment-1","Much":"…"}' })
    const { events } = toRedriven(eventLetter({ value: null }), place, original)

    expect(events[0]?.value).toBe(original.value)
  })

  it('is refused where its record could not be decoded then and cannot be now', () => {
    const letter = eventLetter({ reason: 'undecodable', event_id: null, discriminator: null })

    expect(toRedriven(letter, place, undefined)).toEqual({
      events: [],
      refusal: 'the original cannot be read as an event',
    })
  })

  it('becomes the event of its record where that can be decoded by now', () => {
    const letter = eventLetter({ reason: 'undecodable', event_id: null, discriminator: null })

    expect(toRedriven(letter, place, thinEvent()).events).toHaveLength(1)
  })
})

describe('a dead letter of a webhook that is redriven', () => {
  it('becomes every event of a webhook that was not taken', () => {
    const letter = webhookLetter(webhook([payment('a'), payment('b')]))
    const { events, refusal } = toRedriven(letter, quarantine, undefined)

    expect(refusal).toBeUndefined()
    expect(events).toEqual(
      ['a', 'b'].map((id, index) =>
        thinEvent({
          event_id: `mews.dead-letters.webhooks-1-4-${index}`,
          webhook_id: 'webhook-2',
          index,
          event_count: 2,
          enterprise_id: 'enterprise-2',
          integration_id: 'integration-2',
          entity_id: id,
          value: `{"Id":"${id}"}`,
          record_origin: 'redrive',
        }),
      ),
    )
  })

  it('becomes what fits of it, and says that the rest does not', () => {
    const { events, refusal } = toRedriven(
      webhookLetter(webhook([payment('a'), { Discriminator: 'PaymentUpdated' }])),
      quarantine,
      undefined,
    )

    expect(events.map(({ entity_id }) => entity_id)).toEqual(['a'])
    expect(refusal).toBe('events in it do not fit the shape')
  })

  it('is refused where its one event does not fit the shape', () => {
    const letter = webhookLetter('{"Discriminator":"PaymentUpdated","Value":{}}', {
      reason: 'bad-event',
      event_id: 'webhook-2-5',
      index: 5,
      event_count: 6,
      discriminator: 'PaymentUpdated',
      enterprise_id: 'enterprise-2',
      integration_id: 'integration-2',
    })

    expect(toRedriven(letter, quarantine, undefined)).toEqual({
      events: [],
      refusal: 'the event does not fit the shape',
    })
  })

  it('is refused where only a trace of it is kept, or it is no webhook', () => {
    expect(toRedriven(webhookLetter(null), quarantine, undefined).refusal).toBe('only a trace of the webhook is kept')
    expect(toRedriven(webhookLetter('{"Hello":1}'), quarantine, undefined).refusal).toBe('the original is no webhook')
    expect(toRedriven(webhookLetter('{'), quarantine, undefined).refusal).toBe('the original is no webhook')
  })
})

describe('coordinates', () => {
  const spans = [
    { topic: 'mews.dead-letters.events', partition: 1, low: 5, high: 9 },
    { topic: 'mews.dead-letters.events', partition: 11, low: 0, high: 400 },
  ]

  it('name one record of a span', () => {
    expect(toSingleSpan('mews.dead-letters.events-11-7', spans)).toEqual({ ...spans[1], low: 7, high: 8 })
    expect(toSingleSpan('mews.dead-letters.events-1-8', spans)).toEqual({ ...spans[0], low: 8, high: 9 })
  })

  it.each([
    'mews.dead-letters.events-1-9',
    'mews.dead-letters.events-1-4',
    'mews.dead-letters.events-2-1',
    'mews.dead-letters.events-1-x',
    'webhook-1-0',
  ])('are not what %s is', (id) => {
    expect(toSingleSpan(id, spans)).toBeUndefined()
  })
})
