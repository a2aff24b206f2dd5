// Generated from avro/resource-block.avsc by scripts/generate-types.mjs. Do not edit.

import type { RecordSchema } from '../record-schema.ts'

/** A time in which a resource cannot be booked. Topic <prefix>.entities.resource-block, keyed by id. */
export type ResourceBlock = {
  /** Unique id of the block. Mews ResourceBlock.Id. */
  readonly id: string
  /** Resource that is blocked; joins to the resource records. Mews ResourceBlock.AssignedResourceId. Always present by Mews's documentation. */
  readonly assigned_resource_id: string | null
  /** Whether the block stands; false once it is deleted. Mews ResourceBlock.IsActive. Always present by Mews's documentation. */
  readonly is_active: boolean | null
  /** Why the resource is blocked. Open list: OutOfOrder, InternalUse. Mews ResourceBlock.Type. Always present by Mews's documentation. */
  readonly type: string | null
  /** Start of the block, UTC. Mews ResourceBlock.StartUtc. Always present by Mews's documentation. Epoch milliseconds. */
  readonly start_utc: number | null
  /** End of the block, UTC. Mews ResourceBlock.EndUtc. Always present by Mews's documentation. Epoch milliseconds. */
  readonly end_utc: number | null
  /** When the block was created, UTC. Mews ResourceBlock.CreatedUtc. Always present by Mews's documentation. Epoch milliseconds. */
  readonly created_utc: number | null
  /** When the block was last updated, UTC. Mews ResourceBlock.UpdatedUtc. Always present by Mews's documentation. Epoch milliseconds. */
  readonly updated_utc: number | null
  /** When the block was deleted, UTC. Mews ResourceBlock.DeletedUtc. Epoch milliseconds. */
  readonly deleted_utc: number | null
  /** Name of the block. Mews ResourceBlock.Name. Always present by Mews's documentation. */
  readonly name: string | null
  /** Notes about the block. Mews ResourceBlock.Notes. */
  readonly notes: string | null
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

/** Avro schema of {@link ResourceBlock}. */
export const resourceBlockSchema: RecordSchema = {
  "type": "record",
  "name": "ResourceBlock",
  "namespace": "bellhop",
  "doc": "A time in which a resource cannot be booked. Topic <prefix>.entities.resource-block, keyed by id.",
  "fields": [
    {
      "name": "id",
      "type": "string",
      "mews": "Id",
      "doc": "Unique id of the block. Mews ResourceBlock.Id."
    },
    {
      "name": "assigned_resource_id",
      "type": [
        "null",
        "string"
      ],
      "default": null,
      "mews": "AssignedResourceId",
      "doc": "Resource that is blocked; joins to the resource records. Mews ResourceBlock.AssignedResourceId. Always present by Mews's documentation."
    },
    {
      "name": "is_active",
      "type": [
        "null",
        "boolean"
      ],
      "default": null,
      "mews": "IsActive",
      "doc": "Whether the block stands; false once it is deleted. Mews ResourceBlock.IsActive. Always present by Mews's documentation."
    },
    {
      "name": "type",
      "type": [
        "null",
        "string"
      ],
      "default": null,
      "mews": "Type",
      "doc": "Why the resource is blocked. Open list: OutOfOrder, InternalUse. Mews ResourceBlock.Type. Always present by Mews's documentation."
    },
    {
      "name": "start_utc",
      "type": [
        "null",
        {
          "type": "long",
          "logicalType": "timestamp-millis"
        }
      ],
      "default": null,
      "mews": "StartUtc",
      "doc": "Start of the block, UTC. Mews ResourceBlock.StartUtc. Always present by Mews's documentation."
    },
    {
      "name": "end_utc",
      "type": [
        "null",
        {
          "type": "long",
          "logicalType": "timestamp-millis"
        }
      ],
      "default": null,
      "mews": "EndUtc",
      "doc": "End of the block, UTC. Mews ResourceBlock.EndUtc. Always present by Mews's documentation."
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
      "doc": "When the block was created, UTC. Mews ResourceBlock.CreatedUtc. Always present by Mews's documentation."
    },
    {
      "name": "updated_utc",
      "type": [
        "null",
        {
          "type": "long",
          "logicalType": "timestamp-millis"
        }
      ],
      "default": null,
      "mews": "UpdatedUtc",
      "doc": "When the block was last updated, UTC. Mews ResourceBlock.UpdatedUtc. Always present by Mews's documentation."
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
      "mews": "DeletedUtc",
      "doc": "When the block was deleted, UTC. Mews ResourceBlock.DeletedUtc."
    },
    {
      "name": "name",
      "type": [
        "null",
        "string"
      ],
      "default": null,
      "mews": "Name",
      "doc": "Name of the block. Mews ResourceBlock.Name. Always present by Mews's documentation."
    },
    {
      "name": "notes",
      "type": [
        "null",
        "string"
      ],
      "default": null,
      "mews": "Notes",
      "doc": "Notes about the block. Mews ResourceBlock.Notes."
    },
    {
      "name": "enterprise_id",
      "type": "string",
      "mews": "EnterpriseId",
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
