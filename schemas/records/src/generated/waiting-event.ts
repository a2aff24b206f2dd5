// Generated from avro/waiting-event.avsc by scripts/generate-types.mjs. Do not edit.

import type { RecordSchema } from '../record-schema.ts'

/** A thin event that waits for another try. Topics <prefix>.retries.*, keyed by lane. */
export type WaitingEvent = {
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
  /** The event's own failures so far. Waiting for a budget, a token or an outage is not an attempt. */
  readonly attempts: number
  /** How often the event was sent on to the lane that owns it, after the directory changed. */
  readonly moves: number
  /** How often the event's entity came back in an older state than was published before. Null while it never did. */
  readonly stale_reads: number | null
  /** When the event's first own failure happened, UTC. Null while it has none. Epoch milliseconds. */
  readonly first_failed_at: number | null
  /** The event is not tried again before this time, UTC. Epoch milliseconds. */
  readonly not_before: number
  /** Why the event waits: a stable code. Open list. */
  readonly last_reason: string
  /** Topic the event was first read from. */
  readonly origin_topic: string
  /** Partition the event was first read from. */
  readonly origin_partition: number
  /** Offset the event was first read at. */
  readonly origin_offset: number
}

/** Avro schema of {@link WaitingEvent}. */
export const waitingEventSchema: RecordSchema = {
  "type": "record",
  "name": "WaitingEvent",
  "namespace": "bellhop",
  "doc": "A thin event that waits for another try. Topics <prefix>.retries.*, keyed by lane.",
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
    },
    {
      "name": "attempts",
      "type": "int",
      "doc": "The event's own failures so far. Waiting for a budget, a token or an outage is not an attempt."
    },
    {
      "name": "moves",
      "type": "int",
      "doc": "How often the event was sent on to the lane that owns it, after the directory changed."
    },
    {
      "name": "stale_reads",
      "type": [
        "null",
        "int"
      ],
      "default": null,
      "doc": "How often the event's entity came back in an older state than was published before. Null while it never did."
    },
    {
      "name": "first_failed_at",
      "type": [
        "null",
        {
          "type": "long",
          "logicalType": "timestamp-millis"
        }
      ],
      "default": null,
      "doc": "When the event's first own failure happened, UTC. Null while it has none."
    },
    {
      "name": "not_before",
      "type": {
        "type": "long",
        "logicalType": "timestamp-millis"
      },
      "doc": "The event is not tried again before this time, UTC."
    },
    {
      "name": "last_reason",
      "type": "string",
      "doc": "Why the event waits: a stable code. Open list."
    },
    {
      "name": "origin_topic",
      "type": "string",
      "doc": "Topic the event was first read from."
    },
    {
      "name": "origin_partition",
      "type": "int",
      "doc": "Partition the event was first read from."
    },
    {
      "name": "origin_offset",
      "type": "long",
      "doc": "Offset the event was first read at."
    }
  ]
}
