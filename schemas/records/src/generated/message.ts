// Generated from avro/message.avsc by scripts/generate-types.mjs. Do not edit.

import type { RecordSchema } from '../record-schema.ts'

/** A message of a thread that this integration began. Topic <prefix>.entities.message, keyed by id. */
export type Message = {
  /** Unique id of the message. Mews Message.Id. */
  readonly id: string
  /** Thread the message belongs to. Mews Message.MessageThreadId. Always present by Mews's documentation. */
  readonly message_thread_id: string | null
  /** The message itself. Personal data. Mews Message.Text. Always present by Mews's documentation. */
  readonly text: string | null
  /** Kind of sender. Open list: Enterprise, Application. Mews Message.Sender.Discriminator. Always present by Mews's documentation. */
  readonly sender_discriminator: string | null
  /** More about the sender; null so far. Mews Message.Sender.Value. JSON, as Mews sends it. */
  readonly sender_value: string | null
  /** When the message was sent, UTC. A message is never updated. Mews Message.CreatedUtc. Always present by Mews's documentation. Epoch milliseconds. */
  readonly created_utc: number | null
  /** Enterprise (property) the record belongs to: the entity's own EnterpriseId or, where the entity has none, that of the last event this record answers. */
  readonly enterprise_id: string
  /** Mews integration whose webhook caused the record: that of the last event it answers. */
  readonly integration_id: string
  /** When the entity last changed at Mews, UTC: its UpdatedUtc, or CreatedUtc for a message. Mews ticks in whole seconds. A later record of the same id never has an earlier value. Epoch milliseconds. */
  readonly changed_at: number
  /** True when Mews marks the entity as gone: IsActive is false or DeletedUtc is set. A cancelled reservation or payment is not deleted; see its state. */
  readonly is_deleted: boolean
  /** Kinds of the events this record answers, each once, for example ServiceOrderUpdated. */
  readonly discriminators: readonly string[]
  /** Ids of the events this record answers, at most 1,000; they join to event_id of the thin events. */
  readonly event_ids: readonly string[]
  /** When the earliest of these events was received, UTC, clock of the ingress. Epoch milliseconds. */
  readonly first_received_at: number
  /** When the fetch of this state began, UTC, clock of the enricher. Epoch milliseconds. */
  readonly fetched_at: number
  /** What caused the record. Open list: webhook, replay, redrive. */
  readonly record_origin: string
  /** What Mews sent that has no field here, with its path and names: a JSON object, null when there is nothing. */
  readonly unmapped: string | null
}

/** Avro schema of {@link Message}. */
export const messageSchema: RecordSchema = {
  "type": "record",
  "name": "Message",
  "namespace": "bellhop",
  "doc": "A message of a thread that this integration began. Topic <prefix>.entities.message, keyed by id.",
  "fields": [
    {
      "name": "id",
      "type": "string",
      "mews": "Id",
      "doc": "Unique id of the message. Mews Message.Id."
    },
    {
      "name": "message_thread_id",
      "type": [
        "null",
        "string"
      ],
      "default": null,
      "mews": "MessageThreadId",
      "doc": "Thread the message belongs to. Mews Message.MessageThreadId. Always present by Mews's documentation."
    },
    {
      "name": "text",
      "type": [
        "null",
        "string"
      ],
      "default": null,
      "mews": "Text",
      "doc": "The message itself. Personal data. Mews Message.Text. Always present by Mews's documentation."
    },
    {
      "name": "sender_discriminator",
      "type": [
        "null",
        "string"
      ],
      "default": null,
      "mews": "Sender.Discriminator",
      "doc": "Kind of sender. Open list: Enterprise, Application. Mews Message.Sender.Discriminator. Always present by Mews's documentation."
    },
    {
      "name": "sender_value",
      "type": [
        "null",
        {
          "type": "string",
          "connect.name": "io.debezium.data.Json"
        }
      ],
      "default": null,
      "mews": "Sender.Value",
      "doc": "More about the sender; null so far. Mews Message.Sender.Value. JSON, as Mews sends it."
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
      "mews": "CreatedUtc",
      "doc": "When the message was sent, UTC. A message is never updated. Mews Message.CreatedUtc. Always present by Mews's documentation."
    },
    {
      "name": "enterprise_id",
      "type": "string",
      "doc": "Enterprise (property) the record belongs to: the entity's own EnterpriseId or, where the entity has none, that of the last event this record answers."
    },
    {
      "name": "integration_id",
      "type": "string",
      "doc": "Mews integration whose webhook caused the record: that of the last event it answers."
    },
    {
      "name": "changed_at",
      "type": {
        "type": "long",
        "logicalType": "timestamp-millis"
      },
      "doc": "When the entity last changed at Mews, UTC: its UpdatedUtc, or CreatedUtc for a message. Mews ticks in whole seconds. A later record of the same id never has an earlier value."
    },
    {
      "name": "is_deleted",
      "type": "boolean",
      "doc": "True when Mews marks the entity as gone: IsActive is false or DeletedUtc is set. A cancelled reservation or payment is not deleted; see its state."
    },
    {
      "name": "discriminators",
      "type": {
        "type": "array",
        "items": "string"
      },
      "doc": "Kinds of the events this record answers, each once, for example ServiceOrderUpdated."
    },
    {
      "name": "event_ids",
      "type": {
        "type": "array",
        "items": "string"
      },
      "doc": "Ids of the events this record answers, at most 1,000; they join to event_id of the thin events."
    },
    {
      "name": "first_received_at",
      "type": {
        "type": "long",
        "logicalType": "timestamp-millis"
      },
      "doc": "When the earliest of these events was received, UTC, clock of the ingress."
    },
    {
      "name": "fetched_at",
      "type": {
        "type": "long",
        "logicalType": "timestamp-millis"
      },
      "doc": "When the fetch of this state began, UTC, clock of the enricher."
    },
    {
      "name": "record_origin",
      "type": "string",
      "doc": "What caused the record. Open list: webhook, replay, redrive."
    },
    {
      "name": "unmapped",
      "type": [
        "null",
        {
          "type": "string",
          "connect.name": "io.debezium.data.Json"
        }
      ],
      "default": null,
      "doc": "What Mews sent that has no field here, with its path and names: a JSON object, null when there is nothing."
    }
  ]
}
