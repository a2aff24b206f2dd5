// Generated from avro/thin-event.avsc by scripts/generate-types.mjs. Do not edit.

import type { RecordSchema } from '../record-schema.ts'

/** One event of a Mews webhook: it says that an entity changed, not what it is now. Topics <prefix>.events.*, keyed by lane. */
export type ThinEvent = {
  /** Unique id of the event: <webhook_id>-<index>. The same event may stand twice on a topic with the same id. */
  readonly event_id: string
  /** Id of the receipt (UUID version 7), made by the ingress; Mews sends none. */
  readonly webhook_id: string
  /** Position of the event in its webhook, from 0. */
  readonly index: number
  /** Number of events in the webhook. */
  readonly event_count: number
  /** Kind of the event. Mews Events[].Discriminator; open list: ServiceOrderUpdated, ResourceUpdated, MessageAdded, ResourceBlockUpdated, CustomerAdded, CustomerUpdated, PaymentUpdated. */
  readonly discriminator: string
  /** Enterprise (property) the webhook speaks for. Mews EnterpriseId of the body. */
  readonly enterprise_id: string
  /** Integration the webhook was sent to. Mews IntegrationId of the body. */
  readonly integration_id: string
  /** Id of the entity that changed. Mews Events[].Value.Id. Empty only on the topic of unrecognised events, where the Value has no Id. */
  readonly entity_id: string
  /** The event's Value object, verbatim JSON. Mews Events[].Value. */
  readonly value: string
  /** When the webhook was received, UTC, clock of the ingress. Epoch milliseconds. */
  readonly received_at: number
  /** What put the event here. Open list: webhook, replay, redrive. */
  readonly record_origin: string
}

/** Avro schema of {@link ThinEvent}. */
export const thinEventSchema: RecordSchema = {
  "type": "record",
  "name": "ThinEvent",
  "namespace": "bellhop",
  "doc": "One event of a Mews webhook: it says that an entity changed, not what it is now. Topics <prefix>.events.*, keyed by lane.",
  "fields": [
    {
      "name": "event_id",
      "type": "string",
      "doc": "Unique id of the event: <webhook_id>-<index>. The same event may stand twice on a topic with the same id."
    },
    {
      "name": "webhook_id",
      "type": "string",
      "doc": "Id of the receipt (UUID version 7), made by the ingress; Mews sends none."
    },
    {
      "name": "index",
      "type": "int",
      "doc": "Position of the event in its webhook, from 0."
    },
    {
      "name": "event_count",
      "type": "int",
      "doc": "Number of events in the webhook."
    },
    {
      "name": "discriminator",
      "type": "string",
      "doc": "Kind of the event. Mews Events[].Discriminator; open list: ServiceOrderUpdated, ResourceUpdated, MessageAdded, ResourceBlockUpdated, CustomerAdded, CustomerUpdated, PaymentUpdated."
    },
    {
      "name": "enterprise_id",
      "type": "string",
      "doc": "Enterprise (property) the webhook speaks for. Mews EnterpriseId of the body."
    },
    {
      "name": "integration_id",
      "type": "string",
      "doc": "Integration the webhook was sent to. Mews IntegrationId of the body."
    },
    {
      "name": "entity_id",
      "type": "string",
      "doc": "Id of the entity that changed. Mews Events[].Value.Id. Empty only on the topic of unrecognised events, where the Value has no Id."
    },
    {
      "name": "value",
      "type": {
        "type": "string",
        "connect.name": "io.debezium.data.Json"
      },
      "doc": "The event's Value object, verbatim JSON. Mews Events[].Value."
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
      "name": "record_origin",
      "type": "string",
      "doc": "What put the event here. Open list: webhook, replay, redrive."
    }
  ]
}
