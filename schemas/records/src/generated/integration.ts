// Generated from avro/integration.avsc by scripts/generate-types.mjs. Do not edit.

import type { RecordSchema } from '../record-schema.ts'

/** The last integration webhook of one integration, without its tokens and without the person who asked for it. Topic <prefix>.integrations, keyed by id. */
export type Integration = {
  /** Unique id of the integration. Mews Data.Integration.Id. */
  readonly id: string
  /** What happened. Mews Action; open list: IntegrationCreated, IntegrationEnabled, IntegrationDisabled, IntegrationCanceled, IntegrationReinstated, IntegrationDeleted, IntegrationApiKeyCreated. */
  readonly action: string
  /** Name of the integration. Mews Data.Integration.Name. */
  readonly integration_name: string | null
  /** Enterprise (property) the integration was created for; only on IntegrationCreated. Mews Data.Enterprise.Id. */
  readonly enterprise_id: string | null
  /** Name of that enterprise; only on IntegrationCreated. Mews Data.Enterprise.Name. */
  readonly enterprise_name: string | null
  /** Service the integration was created for; only on IntegrationCreated. Mews Data.Service.Id. */
  readonly service_id: string | null
  /** Name of that service; only on IntegrationCreated. Mews Data.Service.Name. */
  readonly service_name: string | null
  /** When the integration was created, UTC; only on IntegrationCreated. Mews Data.CreatedUtc. Epoch milliseconds. */
  readonly created_utc: number | null
  /** When the integration was deleted, UTC; only on IntegrationDeleted. Mews Data.DeletedUtc. Epoch milliseconds. */
  readonly deleted_utc: number | null
  /** Whether the integration was enabled; only on IntegrationCreated. Mews Data.IsEnabled. */
  readonly is_enabled: boolean | null
  /** When the webhook was received, UTC, clock of the ingress. Epoch milliseconds. */
  readonly received_at: number
  /** Id of the receipt (UUID version 7), made by the ingress. */
  readonly webhook_id: string
  /** The webhook's Data as JSON, without AccessToken, ApiKey and Requestor. Mews Data. */
  readonly data: string
}

/** Avro schema of {@link Integration}. */
export const integrationSchema: RecordSchema = {
  "type": "record",
  "name": "Integration",
  "namespace": "bellhop",
  "doc": "The last integration webhook of one integration, without its tokens and without the person who asked for it. Topic <prefix>.integrations, keyed by id.",
  "fields": [
    {
      "name": "id",
      "type": "string",
      "doc": "Unique id of the integration. Mews Data.Integration.Id."
    },
    {
      "name": "action",
      "type": "string",
      "doc": "What happened. Mews Action; open list: IntegrationCreated, IntegrationEnabled, IntegrationDisabled, IntegrationCanceled, IntegrationReinstated, IntegrationDeleted, IntegrationApiKeyCreated."
    },
    {
      "name": "integration_name",
      "type": [
        "null",
        "string"
      ],
      "default": null,
      "doc": "Name of the integration. Mews Data.Integration.Name."
    },
    {
      "name": "enterprise_id",
      "type": [
        "null",
        "string"
      ],
      "default": null,
      "doc": "Enterprise (property) the integration was created for; only on IntegrationCreated. Mews Data.Enterprise.Id."
    },
    {
      "name": "enterprise_name",
      "type": [
        "null",
        "string"
      ],
      "default": null,
      "doc": "Name of that enterprise; only on IntegrationCreated. Mews Data.Enterprise.Name."
    },
    {
      "name": "service_id",
      "type": [
        "null",
        "string"
      ],
      "default": null,
      "doc": "Service the integration was created for; only on IntegrationCreated. Mews Data.Service.Id."
    },
    {
      "name": "service_name",
      "type": [
        "null",
        "string"
      ],
      "default": null,
      "doc": "Name of that service; only on IntegrationCreated. Mews Data.Service.Name."
    },
    {
      "name": "created_utc",
      "type": [
        "null",
        {
          "type": "long",
          "logicalType": "timestamp-millis"
        }
      ],
      "default": null,
      "doc": "When the integration was created, UTC; only on IntegrationCreated. Mews Data.CreatedUtc."
    },
    {
      "name": "deleted_utc",
      "type": [
        "null",
        {
          "type": "long",
          "logicalType": "timestamp-millis"
        }
      ],
      "default": null,
      "doc": "When the integration was deleted, UTC; only on IntegrationDeleted. Mews Data.DeletedUtc."
    },
    {
      "name": "is_enabled",
      "type": [
        "null",
        "boolean"
      ],
      "default": null,
      "doc": "Whether the integration was enabled; only on IntegrationCreated. Mews Data.IsEnabled."
    },
    {
      "name": "received_at",
      "type": {
        "type": "long",
        "logicalType": "timestamp-millis"
      },
      "doc": "When the webhook was received, UTC, clock of the ingress."
    },
    {
      "name": "webhook_id",
      "type": "string",
      "doc": "Id of the receipt (UUID version 7), made by the ingress."
    },
    {
      "name": "data",
      "type": {
        "type": "string",
        "connect.name": "io.debezium.data.Json"
      },
      "doc": "The webhook's Data as JSON, without AccessToken, ApiKey and Requestor. Mews Data."
    }
  ]
}
