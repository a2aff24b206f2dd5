// Generated from avro/redrive.avsc by scripts/generate-types.mjs. Do not edit.

import type { RecordSchema } from '../record-schema.ts'

/** What an operator had written to the event topics once more: written in the same transaction as those events, so that it says exactly which they are. Topic <prefix>.audit.redrives, keyed by run. */
export type Redrive = {
  /** Unique id of this record: <run>-<number>, numbered from 0 within its run. */
  readonly id: string
  /** Run of the command that wrote it (UUID). One that was interrupted and given again is another run. */
  readonly run: string
  /** What was asked for. Open list: redrive (dead letters), replay (events). */
  readonly action: string
  /** Name of a replay: under one name each event is written once more, however often the command is given. Null for a redrive, of which each dead letter has one. */
  readonly name: string | null
  /** What this record tells. Open list: batch (events that were written with it), ended (the whole run). */
  readonly step: string
  /** Who asked, as given by the operator or else the user of the machine. */
  readonly requested_by: string | null
  /** What was chosen, as given: a JSON object. */
  readonly filter: string
  /** When the run began, UTC, clock of the operator's machine. Epoch milliseconds. */
  readonly started_at: number
  /** When this record was made, UTC, clock of the operator's machine. Epoch milliseconds. */
  readonly written_at: number
  /** Topic that a batch was read from. Null for a whole run. */
  readonly source_topic: string | null
  /** Partition that a batch was read from. Null for a whole run. */
  readonly source_partition: number | null
  /** Offsets of the records in that partition whose events were written: ranges in ascending order, both ends included, for example 3-7,9,12-40. Null for a whole run. */
  readonly source_offsets: string | null
  /** Dead letters or events whose events were written once more, in the batch or the run. */
  readonly records: number
  /** Events that were written, in the batch or the run. More than records where a dead letter held a whole webhook. */
  readonly events: number
  /** Records that were chosen and cannot be made an event, in the run. Null for a batch. */
  readonly refused: number | null
  /** How the run ended. Open list: finished, interrupted. Null for a batch. A run that has no such record was killed. */
  readonly outcome: string | null
}

/** Avro schema of {@link Redrive}. */
export const redriveSchema: RecordSchema = {
  "type": "record",
  "name": "Redrive",
  "namespace": "bellhop",
  "doc": "What an operator had written to the event topics once more: written in the same transaction as those events, so that it says exactly which they are. Topic <prefix>.audit.redrives, keyed by run.",
  "fields": [
    {
      "name": "id",
      "type": "string",
      "doc": "Unique id of this record: <run>-<number>, numbered from 0 within its run."
    },
    {
      "name": "run",
      "type": "string",
      "doc": "Run of the command that wrote it (UUID). One that was interrupted and given again is another run."
    },
    {
      "name": "action",
      "type": "string",
      "doc": "What was asked for. Open list: redrive (dead letters), replay (events)."
    },
    {
      "name": "name",
      "type": [
        "null",
        "string"
      ],
      "default": null,
      "doc": "Name of a replay: under one name each event is written once more, however often the command is given. Null for a redrive, of which each dead letter has one."
    },
    {
      "name": "step",
      "type": "string",
      "doc": "What this record tells. Open list: batch (events that were written with it), ended (the whole run)."
    },
    {
      "name": "requested_by",
      "type": [
        "null",
        "string"
      ],
      "default": null,
      "doc": "Who asked, as given by the operator or else the user of the machine."
    },
    {
      "name": "filter",
      "type": {
        "type": "string",
        "connect.name": "io.debezium.data.Json"
      },
      "doc": "What was chosen, as given: a JSON object."
    },
    {
      "name": "started_at",
      "type": {
        "type": "long",
        "logicalType": "timestamp-millis"
      },
      "doc": "When the run began, UTC, clock of the operator's machine."
    },
    {
      "name": "written_at",
      "type": {
        "type": "long",
        "logicalType": "timestamp-millis"
      },
      "doc": "When this record was made, UTC, clock of the operator's machine."
    },
    {
      "name": "source_topic",
      "type": [
        "null",
        "string"
      ],
      "default": null,
      "doc": "Topic that a batch was read from. Null for a whole run."
    },
    {
      "name": "source_partition",
      "type": [
        "null",
        "int"
      ],
      "default": null,
      "doc": "Partition that a batch was read from. Null for a whole run."
    },
    {
      "name": "source_offsets",
      "type": [
        "null",
        "string"
      ],
      "default": null,
      "doc": "Offsets of the records in that partition whose events were written: ranges in ascending order, both ends included, for example 3-7,9,12-40. Null for a whole run."
    },
    {
      "name": "records",
      "type": "int",
      "doc": "Dead letters or events whose events were written once more, in the batch or the run."
    },
    {
      "name": "events",
      "type": "int",
      "doc": "Events that were written, in the batch or the run. More than records where a dead letter held a whole webhook."
    },
    {
      "name": "refused",
      "type": [
        "null",
        "int"
      ],
      "default": null,
      "doc": "Records that were chosen and cannot be made an event, in the run. Null for a batch."
    },
    {
      "name": "outcome",
      "type": [
        "null",
        "string"
      ],
      "default": null,
      "doc": "How the run ended. Open list: finished, interrupted. Null for a batch. A run that has no such record was killed."
    }
  ]
}
