// Generated from avro/dead-letter.avsc by scripts/generate-types.mjs. Do not edit.

import type { RecordSchema } from '../record-schema.ts'

/** What can never succeed, with the reason and the original. Topics <prefix>.dead-letters.*. */
export type DeadLetter = {
  /** Unique id of this dead letter. */
  readonly id: string
  /** Why it was given up: a stable code. Open list, for example absent, unmappable, exhausted. */
  readonly reason: string
  /** Whose matter it is. Open list: data, permission, upstream, ours. */
  readonly class: string
  /** The reason in words, with a field path or a status. Holds no guest data and no token. */
  readonly detail: string
  /** Step that gave up. Open list. */
  readonly stage: string
  /** The event's own failures, this one included; 0 where nothing was tried. */
  readonly attempts: number
  /** When the event's first own failure happened, UTC. Null where this is the first. Epoch milliseconds. */
  readonly first_failed_at: number | null
  /** When it was given up, UTC. Epoch milliseconds. */
  readonly failed_at: number
  /** Topic the record was read from. Null for a webhook, which comes from none. */
  readonly source_topic: string | null
  /** Partition the record was read from. Null for a webhook. */
  readonly source_partition: number | null
  /** Offset the record was read at. Null for a webhook. */
  readonly source_offset: number | null
  /** Unique id of the event: <webhook_id>-<index>. The same event may stand twice on a topic with the same id. Null where it is not known. */
  readonly event_id: string | null
  /** Id of the receipt (UUID version 7), made by the ingress; Mews sends none. Null where it is not known. */
  readonly webhook_id: string | null
  /** Position of the event in its webhook, from 0. Null where it is not known. */
  readonly index: number | null
  /** Number of events in the webhook. Null where it is not known. */
  readonly event_count: number | null
  /** Kind of the event. Mews Events[].Discriminator; open list: ServiceOrderUpdated, ResourceUpdated, MessageAdded, ResourceBlockUpdated, CustomerAdded, CustomerUpdated, PaymentUpdated. Null where it is not known. */
  readonly discriminator: string | null
  /** Enterprise (property) the webhook speaks for. Mews EnterpriseId of the body. Null where it is not known. */
  readonly enterprise_id: string | null
  /** Integration the webhook was sent to. Mews IntegrationId of the body. Null where it is not known. */
  readonly integration_id: string | null
  /** Id of the entity that changed. Mews Events[].Value.Id. Empty only on the topic of unrecognised events, where the Value has no Id. Null where it is not known. */
  readonly entity_id: string | null
  /** The event's Value object, verbatim JSON. Mews Events[].Value. Null where it is not known. */
  readonly value: string | null
  /** When the webhook was received, UTC, clock of the ingress. Null where it is not known. Epoch milliseconds. */
  readonly received_at: number | null
  /** What put the event here. Open list: webhook, replay, redrive. Null where it is not known. */
  readonly record_origin: string | null
  /** The source record's bytes, or the webhook's JSON (UTF-8) without Entities and tokens. Null for what is not JSON or is too long for a record. */
  readonly original: Buffer | null
  /** SHA-256, lower-case hex: of the received body where it is not JSON, of the text that would stand in original where it is too long for a record. Else null. */
  readonly original_sha256: string | null
  /** Length in bytes: of the received body where it is not JSON, of the text that would stand in original where it is too long for a record. Else null. */
  readonly original_length: number | null
  /** Position where parsing the received body failed, in characters from 0, where it is not JSON and the position is known. Else null. */
  readonly parse_error_at: number | null
}

/** Avro schema of {@link DeadLetter}. */
export const deadLetterSchema: RecordSchema = {
  "type": "record",
  "name": "DeadLetter",
  "namespace": "bellhop",
  "doc": "What can never succeed, with the reason and the original. Topics <prefix>.dead-letters.*.",
  "fields": [
    {
      "name": "id",
      "type": "string",
      "doc": "Unique id of this dead letter."
    },
    {
      "name": "reason",
      "type": "string",
      "doc": "Why it was given up: a stable code. Open list, for example absent, unmappable, exhausted."
    },
    {
      "name": "class",
      "type": "string",
      "doc": "Whose matter it is. Open list: data, permission, upstream, ours."
    },
    {
      "name": "detail",
      "type": "string",
      "doc": "The reason in words, with a field path or a status. Holds no guest data and no token."
    },
    {
      "name": "stage",
      "type": "string",
      "doc": "Step that gave up. Open list."
    },
    {
      "name": "attempts",
      "type": "int",
      "doc": "The event's own failures, this one included; 0 where nothing was tried."
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
      "doc": "When the event's first own failure happened, UTC. Null where this is the first."
    },
    {
      "name": "failed_at",
      "type": {
        "type": "long",
        "logicalType": "timestamp-millis"
      },
      "doc": "When it was given up, UTC."
    },
    {
      "name": "source_topic",
      "type": [
        "null",
        "string"
      ],
      "default": null,
      "doc": "Topic the record was read from. Null for a webhook, which comes from none."
    },
    {
      "name": "source_partition",
      "type": [
        "null",
        "int"
      ],
      "default": null,
      "doc": "Partition the record was read from. Null for a webhook."
    },
    {
      "name": "source_offset",
      "type": [
        "null",
        "long"
      ],
      "default": null,
      "doc": "Offset the record was read at. Null for a webhook."
    },
    {
      "name": "event_id",
      "type": [
        "null",
        "string"
      ],
      "default": null,
      "doc": "Unique id of the event: <webhook_id>-<index>. The same event may stand twice on a topic with the same id. Null where it is not known."
    },
    {
      "name": "webhook_id",
      "type": [
        "null",
        "string"
      ],
      "default": null,
      "doc": "Id of the receipt (UUID version 7), made by the ingress; Mews sends none. Null where it is not known."
    },
    {
      "name": "index",
      "type": [
        "null",
        "int"
      ],
      "default": null,
      "doc": "Position of the event in its webhook, from 0. Null where it is not known."
    },
    {
      "name": "event_count",
      "type": [
        "null",
        "int"
      ],
      "default": null,
      "doc": "Number of events in the webhook. Null where it is not known."
    },
    {
      "name": "discriminator",
      "type": [
        "null",
        "string"
      ],
      "default": null,
      "doc": "Kind of the event. Mews Events[].Discriminator; open list: ServiceOrderUpdated, ResourceUpdated, MessageAdded, ResourceBlockUpdated, CustomerAdded, CustomerUpdated, PaymentUpdated. Null where it is not known."
    },
    {
      "name": "enterprise_id",
      "type": [
        "null",
        "string"
      ],
      "default": null,
      "doc": "Enterprise (property) the webhook speaks for. Mews EnterpriseId of the body. Null where it is not known."
    },
    {
      "name": "integration_id",
      "type": [
        "null",
        "string"
      ],
      "default": null,
      "doc": "Integration the webhook was sent to. Mews IntegrationId of the body. Null where it is not known."
    },
    {
      "name": "entity_id",
      "type": [
        "null",
        "string"
      ],
      "default": null,
      "doc": "Id of the entity that changed. Mews Events[].Value.Id. Empty only on the topic of unrecognised events, where the Value has no Id. Null where it is not known."
    },
    {
      "name": "value",
      "type": [
        "null",
        {
          "type": "string",
          "connect.name": "io.debezium.data.Json"
        }
      ],
      "default": null,
      "doc": "The event's Value object, verbatim JSON. Mews Events[].Value. Null where it is not known."
    },
    {
      "name": "received_at",
      "type": [
        "null",
        {
          "type": "long",
          "logicalType": "timestamp-millis"
        }
      ],
      "default": null,
      "doc": "When the webhook was received, UTC, clock of the ingress. Null where it is not known."
    },
    {
      "name": "record_origin",
      "type": [
        "null",
        "string"
      ],
      "default": null,
      "doc": "What put the event here. Open list: webhook, replay, redrive. Null where it is not known."
    },
    {
      "name": "original",
      "type": [
        "null",
        "bytes"
      ],
      "default": null,
      "doc": "The source record's bytes, or the webhook's JSON (UTF-8) without Entities and tokens. Null for what is not JSON or is too long for a record."
    },
    {
      "name": "original_sha256",
      "type": [
        "null",
        "string"
      ],
      "default": null,
      "doc": "SHA-256, lower-case hex: of the received body where it is not JSON, of the text that would stand in original where it is too long for a record. Else null."
    },
    {
      "name": "original_length",
      "type": [
        "null",
        "int"
      ],
      "default": null,
      "doc": "Length in bytes: of the received body where it is not JSON, of the text that would stand in original where it is too long for a record. Else null."
    },
    {
      "name": "parse_error_at",
      "type": [
        "null",
        "int"
      ],
      "default": null,
      "doc": "Position where parsing the received body failed, in characters from 0, where it is not JSON and the position is known. Else null."
    }
  ]
}
