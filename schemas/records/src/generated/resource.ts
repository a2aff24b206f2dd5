// Generated from avro/resource.avsc by scripts/generate-types.mjs. Do not edit.

import type { RecordSchema } from '../record-schema.ts'

/** A resource (room, bed, desk, parking space …) as Mews has it now. Topic <prefix>.entities.resource, keyed by id. */
export type Resource = {
  /** Unique id of the resource. Mews Resource.Id. */
  readonly id: string
  /** Whether the resource is in use; false once it is deleted. Mews Resource.IsActive. Always present by Mews's documentation. */
  readonly is_active: boolean | null
  /** Resource this one is part of, for example the room of a bed. Mews Resource.ParentResourceId. */
  readonly parent_resource_id: string | null
  /** Name of the resource, for example a room number. Mews Resource.Name. Always present by Mews's documentation. */
  readonly name: string | null
  /** Housekeeping state. Open list: Dirty, Clean, Inspected, OutOfService, OutOfOrder. Mews Resource.State. Always present by Mews's documentation. */
  readonly state: string | null
  /** Descriptions by language code; may be an empty object. Mews Resource.Descriptions. JSON, as Mews sends it. Always present by Mews's documentation. */
  readonly descriptions: string | null
  /** Names shown to guests by language code; may be an empty object. Mews Resource.ExternalNames. JSON, as Mews sends it. Always present by Mews's documentation. */
  readonly external_names: string | null
  /** Ways to the resource by language code; may be an empty object. Mews Resource.Directions. JSON, as Mews sends it. Always present by Mews's documentation. */
  readonly directions: string | null
  /** When the resource was created, UTC. Mews Resource.CreatedUtc. Always present by Mews's documentation. Epoch milliseconds. */
  readonly created_utc: number | null
  /** When the resource was last updated, UTC. Mews Resource.UpdatedUtc. Always present by Mews's documentation. Epoch milliseconds. */
  readonly updated_utc: number | null
  /** Kind of resource. Open list: Space, Object, Person. Mews Resource.Data.Discriminator. Always present by Mews's documentation. */
  readonly data_discriminator: string | null
  /** Floor; only where data_discriminator is Space. Mews Resource.Data.Value.FloorNumber. */
  readonly data_value_floor_number: string | null
  /** Notes about the location; only where data_discriminator is Space. Mews Resource.Data.Value.LocationNotes. */
  readonly data_value_location_notes: string | null
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

/** Avro schema of {@link Resource}. */
export const resourceSchema: RecordSchema = {
  "type": "record",
  "name": "Resource",
  "namespace": "bellhop",
  "doc": "A resource (room, bed, desk, parking space …) as Mews has it now. Topic <prefix>.entities.resource, keyed by id.",
  "fields": [
    {
      "name": "id",
      "type": "string",
      "mews": "Id",
      "doc": "Unique id of the resource. Mews Resource.Id."
    },
    {
      "name": "is_active",
      "type": [
        "null",
        "boolean"
      ],
      "default": null,
      "mews": "IsActive",
      "doc": "Whether the resource is in use; false once it is deleted. Mews Resource.IsActive. Always present by Mews's documentation."
    },
    {
      "name": "parent_resource_id",
      "type": [
        "null",
        "string"
      ],
      "default": null,
      "mews": "ParentResourceId",
      "doc": "Resource this one is part of, for example the room of a bed. Mews Resource.ParentResourceId."
    },
    {
      "name": "name",
      "type": [
        "null",
        "string"
      ],
      "default": null,
      "mews": "Name",
      "doc": "Name of the resource, for example a room number. Mews Resource.Name. Always present by Mews's documentation."
    },
    {
      "name": "state",
      "type": [
        "null",
        "string"
      ],
      "default": null,
      "mews": "State",
      "doc": "Housekeeping state. Open list: Dirty, Clean, Inspected, OutOfService, OutOfOrder. Mews Resource.State. Always present by Mews's documentation."
    },
    {
      "name": "descriptions",
      "type": [
        "null",
        {
          "type": "string",
          "connect.name": "io.debezium.data.Json"
        }
      ],
      "default": null,
      "mews": "Descriptions",
      "doc": "Descriptions by language code; may be an empty object. Mews Resource.Descriptions. JSON, as Mews sends it. Always present by Mews's documentation."
    },
    {
      "name": "external_names",
      "type": [
        "null",
        {
          "type": "string",
          "connect.name": "io.debezium.data.Json"
        }
      ],
      "default": null,
      "mews": "ExternalNames",
      "doc": "Names shown to guests by language code; may be an empty object. Mews Resource.ExternalNames. JSON, as Mews sends it. Always present by Mews's documentation."
    },
    {
      "name": "directions",
      "type": [
        "null",
        {
          "type": "string",
          "connect.name": "io.debezium.data.Json"
        }
      ],
      "default": null,
      "mews": "Directions",
      "doc": "Ways to the resource by language code; may be an empty object. Mews Resource.Directions. JSON, as Mews sends it. Always present by Mews's documentation."
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
      "doc": "When the resource was created, UTC. Mews Resource.CreatedUtc. Always present by Mews's documentation."
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
      "doc": "When the resource was last updated, UTC. Mews Resource.UpdatedUtc. Always present by Mews's documentation."
    },
    {
      "name": "data_discriminator",
      "type": [
        "null",
        "string"
      ],
      "default": null,
      "mews": "Data.Discriminator",
      "doc": "Kind of resource. Open list: Space, Object, Person. Mews Resource.Data.Discriminator. Always present by Mews's documentation."
    },
    {
      "name": "data_value_floor_number",
      "type": [
        "null",
        "string"
      ],
      "default": null,
      "mews": "Data.Value.FloorNumber",
      "doc": "Floor; only where data_discriminator is Space. Mews Resource.Data.Value.FloorNumber."
    },
    {
      "name": "data_value_location_notes",
      "type": [
        "null",
        "string"
      ],
      "default": null,
      "mews": "Data.Value.LocationNotes",
      "doc": "Notes about the location; only where data_discriminator is Space. Mews Resource.Data.Value.LocationNotes."
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
