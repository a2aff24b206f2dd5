// Generated from avro/entity-state.avsc by scripts/generate-types.mjs. Do not edit.

import type { RecordSchema } from '../record-schema.ts'

/** What was last published of one entity. Topic <prefix>.state.entities, keyed by entity and id, written to the partition of its task. */
export type EntityState = {
  /** Name of the entity, for example reservation. */
  readonly entity: string
  /** Unique id of the entity at Mews. */
  readonly id: string
  /** The published record's changed_at, UTC. Epoch milliseconds. */
  readonly changed_at: number
  /** Hash of the published entity's content, without the fields of the record around it. */
  readonly content_hash: Buffer
  /** The published record's fetched_at, UTC. Epoch milliseconds. */
  readonly fetched_at: number
}

/** Avro schema of {@link EntityState}. */
export const entityStateSchema: RecordSchema = {
  "type": "record",
  "name": "EntityState",
  "namespace": "bellhop",
  "doc": "What was last published of one entity. Topic <prefix>.state.entities, keyed by entity and id, written to the partition of its task.",
  "fields": [
    {
      "name": "entity",
      "type": "string",
      "doc": "Name of the entity, for example reservation."
    },
    {
      "name": "id",
      "type": "string",
      "doc": "Unique id of the entity at Mews."
    },
    {
      "name": "changed_at",
      "type": {
        "type": "long",
        "logicalType": "timestamp-millis"
      },
      "doc": "The published record's changed_at, UTC."
    },
    {
      "name": "content_hash",
      "type": "bytes",
      "doc": "Hash of the published entity's content, without the fields of the record around it."
    },
    {
      "name": "fetched_at",
      "type": {
        "type": "long",
        "logicalType": "timestamp-millis"
      },
      "doc": "The published record's fetched_at, UTC."
    }
  ]
}
