import type { Redrive } from '@bellhop/records'
import type { Undertaking } from './ledger.ts'
import { writeRanges } from './offset-ranges.ts'
import type { Batch } from './run-pass.ts'

/** A run of the command: what all of its records on the audit topic say. */
export type Run = Undertaking & {
  /** UUID. */
  readonly id: string
  readonly requestedBy: string
  readonly filter: unknown
  /** Epoch milliseconds. */
  readonly startedAt: number
}

/** How a run ended, and what it came to over all of its batches. */
export type RunEnd = {
  readonly outcome: 'finished' | 'interrupted'
  readonly records: number
  readonly events: number
  readonly refused: number
}

/** Makes the record that goes with a batch. Pure. */
export function toBatchAudit(run: Run, number: number, batch: Batch, now: number): Redrive {
  return {
    ...toFrame(run, number, now),
    step: 'batch',
    source_topic: batch.topic,
    source_partition: batch.partition,
    source_offsets: writeRanges(batch.offsets),
    records: batch.offsets.length,
    events: batch.events.length,
    refused: null,
    outcome: null,
  }
}

/** Makes the last record of a run. Pure. */
export function toEndAudit(run: Run, number: number, end: RunEnd, now: number): Redrive {
  return {
    ...toFrame(run, number, now),
    step: 'ended',
    source_topic: null,
    source_partition: null,
    source_offsets: null,
    ...end,
  }
}

function toFrame({ id, action, name, requestedBy, filter, startedAt }: Run, number: number, now: number) {
  return {
    id: `${id}-${number}`,
    run: id,
    action,
    name,
    requested_by: requestedBy,
    filter: JSON.stringify(filter),
    started_at: startedAt,
    written_at: now,
  }
}
