import { Value } from '@sinclair/typebox/value'
import { describe, expect, it } from 'vitest'
import { WebhookBodySchema, WebhookEnvelopeSchema, WebhookEventSchema } from './webhook-body.ts'

const event = { Discriminator: 'ServiceOrderUpdated', Value: { Id: 'bfee2c44-1f84-4326-a862-5289598f6cea' } }
const body = {
  EnterpriseId: 'fadd5bb6-b428-45d5-94f8-fd0d89fece6d',
  IntegrationId: '45e79dd6-a9f3-4d85-a5a5-0b0a3a2ad8d3',
  Events: [event],
}

describe('WebhookBodySchema', () => {
  it('accepts the documented webhook', () => {
    expect(Value.Check(WebhookBodySchema, body)).toBe(true)
  })

  it('accepts a webhook without events, which has nothing to say', () => {
    expect(Value.Check(WebhookBodySchema, { ...body, Events: [] })).toBe(true)
  })

  it.each([
    ['fields we do not know', { ...body, Attempt: 2 }],
    ['the deprecated Entities, whatever is in it', { ...body, Entities: { ServiceOrders: [{ Id: 1 }], Odd: null } }],
    ['Entities that are null', { ...body, Entities: null }],
  ])('lets through %s', (_, odd) => {
    expect(Value.Check(WebhookBodySchema, odd)).toBe(true)
  })

  it.each([
    ['no EnterpriseId', { ...body, EnterpriseId: undefined }],
    ['an empty IntegrationId', { ...body, IntegrationId: '' }],
    ['Events that are no list', { ...body, Events: {} }],
    ['an event of the wrong shape', { ...body, Events: [event, { Discriminator: 'X' }] }],
    ['an integration webhook', { Action: 'IntegrationEnabled', Data: {} }],
    ['no object', [body]],
    ['null', null],
  ])('refuses %s', (_, odd) => {
    expect(Value.Check(WebhookBodySchema, odd)).toBe(false)
  })
})

describe('WebhookEnvelopeSchema', () => {
  it('accepts a webhook of which only some events fit, so that these are not lost', () => {
    const mixed = { ...body, Events: [event, null, 'odd', { Discriminator: 7 }] }

    expect(Value.Check(WebhookEnvelopeSchema, mixed)).toBe(true)
    expect(mixed.Events.map((each) => Value.Check(WebhookEventSchema, each))).toEqual([true, false, false, false])
  })

  it('refuses what has no list of events', () => {
    expect(Value.Check(WebhookEnvelopeSchema, { ...body, Events: null })).toBe(false)
  })
})

describe('WebhookEventSchema', () => {
  it.each([
    ['a discriminator nobody knows yet', { ...event, Discriminator: 'ProductUpdated' }],
    ['an id that is no UUID', { ...event, Value: { Id: 'not-a-uuid' } }],
    ['more in Value than the id', { ...event, Value: { ...event.Value, MessageThreadId: 'thread' } }],
    ['more beside Value', { ...event, OccurredUtc: '2026-01-01T00:00:00Z' }],
  ])('accepts %s', (_, odd) => {
    expect(Value.Check(WebhookEventSchema, odd)).toBe(true)
  })

  it.each([
    ['an empty discriminator', { ...event, Discriminator: '' }],
    ['a missing Value', { Discriminator: event.Discriminator }],
    ['a Value without an id', { ...event, Value: {} }],
    ['an empty id', { ...event, Value: { Id: '' } }],
    ['an id that is a number', { ...event, Value: { Id: 7 } }],
  ])('refuses %s', (_, odd) => {
    expect(Value.Check(WebhookEventSchema, odd)).toBe(false)
  })
})
