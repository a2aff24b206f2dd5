import { Value } from '@sinclair/typebox/value'
import { describe, expect, it } from 'vitest'
import { IntegrationWebhookSchema } from './integration-webhook.ts'

const Integration = { Id: 'c8bee838-7fb1-4f4e-8fac-ac87008b2f90', Name: 'Door locks' }
const created = {
  Action: 'IntegrationCreated',
  Data: {
    Enterprise: { Id: '851df8c8-90f2-4c4a-8e01-a4fc46b25178', Name: 'Grand Hotel' },
    Service: null,
    Requestor: { Name: 'A Person', Email: 'person@example.com' },
    AccessToken: 'not-a-real-token',
    CreatedUtc: '2026-01-01T00:00:00Z',
    IsEnabled: true,
    Integration,
  },
}

describe('IntegrationWebhookSchema', () => {
  it.each([
    ['a created integration', created],
    ['one that nobody known asked for', { ...created, Data: { ...created.Data, Requestor: null } }],
    ['an enabled one', { Action: 'IntegrationEnabled', Data: { Integration } }],
    ['a deleted one', { Action: 'IntegrationDeleted', Data: { DeletedUtc: '2026-01-02T00:00:00Z', Integration } }],
    ['a new token', { Action: 'IntegrationApiKeyCreated', Data: { Integration, ApiKey: 'not-a-real-token' } }],
    ['an action nobody knows yet', { Action: 'IntegrationRenamed', Data: { Integration, OldName: 'Locks' } }],
    ['an integration without a name', { Action: 'IntegrationEnabled', Data: { Integration: { Id: Integration.Id } } }],
  ])('accepts %s', (_, webhook) => {
    expect(Value.Check(IntegrationWebhookSchema, webhook)).toBe(true)
  })

  it.each([
    ['what names no integration', { Action: 'IntegrationEnabled', Data: {} }],
    ['no Data', { Action: 'IntegrationEnabled' }],
    ['no Action', { Data: { Integration } }],
    ['an event webhook', { EnterpriseId: 'a', IntegrationId: 'b', Events: [] }],
  ])('refuses %s', (_, webhook) => {
    expect(Value.Check(IntegrationWebhookSchema, webhook)).toBe(false)
  })
})
