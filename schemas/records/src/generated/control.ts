// Generated from avro/control.avsc by scripts/generate-types.mjs. Do not edit.

import type { RecordSchema } from '../record-schema.ts'

/** An operator's word to a lane. Topic <prefix>.control, keyed by lane. */
export type Control = {
  /** Lane the word is for. */
  readonly lane: string
  /** Operation the word is for, as the catalogue spells it, for example payments/getAll. Null means every operation of the lane. */
  readonly operation: string | null
  /** What to do. Open list: resume, drop. */
  readonly action: string
  /** When the operator asked, UTC. Epoch milliseconds. */
  readonly requested_at: number
  /** Who asked, as given by the operator. */
  readonly requested_by: string | null
}

/** Avro schema of {@link Control}. */
export const controlSchema: RecordSchema = {
  "type": "record",
  "name": "Control",
  "namespace": "bellhop",
  "doc": "An operator's word to a lane. Topic <prefix>.control, keyed by lane.",
  "fields": [
    {
      "name": "lane",
      "type": "string",
      "doc": "Lane the word is for."
    },
    {
      "name": "operation",
      "type": [
        "null",
        "string"
      ],
      "default": null,
      "doc": "Operation the word is for, as the catalogue spells it, for example payments/getAll. Null means every operation of the lane."
    },
    {
      "name": "action",
      "type": "string",
      "doc": "What to do. Open list: resume, drop."
    },
    {
      "name": "requested_at",
      "type": {
        "type": "long",
        "logicalType": "timestamp-millis"
      },
      "doc": "When the operator asked, UTC."
    },
    {
      "name": "requested_by",
      "type": [
        "null",
        "string"
      ],
      "default": null,
      "doc": "Who asked, as given by the operator."
    }
  ]
}
