import { type Static, Type } from '@sinclair/typebox'

// Ids are any string that is not empty. They are UUIDs today, but a check here could only lose events: what an odd id
// names is for Mews to say when it is asked for.
const Id = Type.String({ minLength: 1 })

/**
 * One event of a webhook: it says that an entity changed, not what it is now.
 *
 * `Discriminator` is an open list, and fields we do not know are let through, in `Value` too.
 * Source: Mews, "General webhooks".
 */
export const WebhookEventSchema = Type.Object({
  Discriminator: Type.String({ minLength: 1 }),
  Value: Type.Object({ Id }),
})

/** One event of a webhook. */
export type WebhookEvent = Static<typeof WebhookEventSchema>

const bodyFields = {
  EnterpriseId: Id,
  IntegrationId: Id,
  /** Deprecated by Mews on 2022-08-23 and gone from its docs: snapshots with guest data, of any shape, never to be stored. */
  Entities: Type.Optional(Type.Unknown()),
}

/**
 * The envelope of a webhook alone: `Events` is a list of anything.
 *
 * Check a body with this one first, then each event with {@link WebhookEventSchema}: one malformed event
 * must not take the good ones with it.
 */
export const WebhookEnvelopeSchema = Type.Object({ ...bodyFields, Events: Type.Array(Type.Unknown()) })

/** A webhook whose events are not checked yet. */
export type WebhookEnvelope = Static<typeof WebhookEnvelopeSchema>

/** A webhook as documented, every event checked. Fields we do not know are let through. */
export const WebhookBodySchema = Type.Object({ ...bodyFields, Events: Type.Array(WebhookEventSchema) })

/** A webhook as documented. */
export type WebhookBody = Static<typeof WebhookBodySchema>
