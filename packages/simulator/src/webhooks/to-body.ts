import { type JsonObject, toState } from '../world/json.ts'
import type { EntityName } from '../world/kinds.ts'
import type { Enterprise } from '../world/places.ts'
import type { World } from '../world/world.ts'
import type { WebhookEvent } from './to-events.ts'

/** A general webhook's body. */
export type WebhookBody = {
  readonly EnterpriseId: string
  readonly IntegrationId: string
  readonly Events: readonly WebhookEvent[]
  /** Full snapshots with guest data: deprecated in 2022 without an end. */
  readonly Entities?: Readonly<Record<string, readonly JsonObject[]>>
}

/** The body of a webhook with these events; with the deprecated snapshots where they are wanted. */
export function toBody(
  world: World,
  { id, integrationId }: Enterprise,
  events: readonly WebhookEvent[],
  hasLegacyEntities: boolean,
): WebhookBody {
  const body = { EnterpriseId: id, IntegrationId: integrationId, Events: events }
  if (!hasLegacyEntities) return body

  const ids = [...new Set(events.map(({ Value }) => Value.Id))]
  const statesOf = (entity: EntityName): JsonObject[] =>
    ids.flatMap((entityId) => {
      const entry = world.store.find(entity, entityId)
      return entry ? [toState(entry.json)] : []
    })
  return {
    ...body,
    Entities: {
      ServiceOrders: statesOf('reservation'),
      Resources: statesOf('resource'),
      Messages: statesOf('message'),
      ResourceBlocks: statesOf('resource-block'),
    },
  }
}
