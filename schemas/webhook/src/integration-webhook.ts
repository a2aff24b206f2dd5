import { type Static, type TSchema, Type } from '@sinclair/typebox'

const nullish = <T extends TSchema>(schema: T) => Type.Optional(Type.Union([schema, Type.Null()]))
const text = nullish(Type.String())
const named = { Id: Type.String({ minLength: 1 }), Name: text }

/**
 * An integration webhook: an integration was created, enabled, rotated its token and so on.
 *
 * Told apart from an event webhook by `Action` and `Data`. `Action` is an open list: IntegrationCreated,
 * IntegrationEnabled, IntegrationDisabled, IntegrationCanceled, IntegrationReinstated, IntegrationDeleted,
 * IntegrationApiKeyCreated. Only the integration's id is asked for, since the record is keyed by it; every other field
 * belongs to some actions only and may be null or absent. Fields we do not know are let through.
 *
 * `AccessToken` and `ApiKey` are live credentials and `Requestor` is a person: none of them may be stored or logged.
 * Source: Mews, "Integration webhooks".
 */
export const IntegrationWebhookSchema = Type.Object({
  Action: Type.String({ minLength: 1 }),
  Data: Type.Object({
    Integration: Type.Object(named),
    Enterprise: nullish(Type.Object(named)),
    Service: nullish(Type.Object(named)),
    Requestor: nullish(Type.Object({ Name: text, Email: text })),
    AccessToken: text,
    ApiKey: text,
    CreatedUtc: text,
    DeletedUtc: text,
    IsEnabled: nullish(Type.Boolean()),
  }),
})

/** An integration webhook. */
export type IntegrationWebhook = Static<typeof IntegrationWebhookSchema>
