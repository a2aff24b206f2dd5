import type { JsonObject } from '../world/json.ts'
import type { Enterprise } from '../world/places.ts'
import { toUtc } from '../world/time.ts'

/** What an integration webhook can say happened. */
export const integrationActions = [
  'IntegrationCreated',
  'IntegrationEnabled',
  'IntegrationDisabled',
  'IntegrationCanceled',
  'IntegrationReinstated',
  'IntegrationDeleted',
  'IntegrationApiKeyCreated',
] as const

/** One of {@link integrationActions}. */
export type IntegrationAction = (typeof integrationActions)[number]

/** The body of an integration webhook. It holds an access token and a person, as Mews's do. */
export function toIntegrationWebhook(
  action: IntegrationAction,
  { id, name, integrationId, pools }: Enterprise,
  accessToken: string,
  nowMs: number,
): JsonObject {
  const Integration = { Id: integrationId, Name: 'Bellhop' }
  switch (action) {
    case 'IntegrationCreated':
      return {
        Action: action,
        Data: {
          Enterprise: { Id: id, Name: name },
          Service: { Id: pools.services[0] ?? null, Name: 'Accommodation' },
          Requestor: { Name: 'Žofie Dvořáková', Email: 'zofie@example.com' },
          AccessToken: accessToken,
          CreatedUtc: toUtc(nowMs),
          IsEnabled: true,
          Integration,
        },
      }
    case 'IntegrationDeleted':
      return { Action: action, Data: { DeletedUtc: toUtc(nowMs), Integration } }
    case 'IntegrationApiKeyCreated':
      return { Action: action, Data: { Integration, ApiKey: accessToken } }
    case 'IntegrationEnabled':
    case 'IntegrationDisabled':
    case 'IntegrationCanceled':
    case 'IntegrationReinstated':
      return { Action: action, Data: { Integration } }
  }
}
