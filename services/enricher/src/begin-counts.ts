import { entities } from '@bellhop/records'
import type { Metrics } from '@bellhop/runtime'
import type { DeadClass, DeadReason } from './end.ts'

/** Whose fault the dead letters of a reason may be. */
const classesOf: Readonly<Record<DeadReason, readonly DeadClass[]>> = {
  undecodable: ['ours'],
  unrecognised: ['ours'],
  absent: ['upstream'],
  refused: ['data', 'permission'],
  unmappable: ['data'],
  exhausted: ['upstream'],
  dropped: ['ours'],
}

/**
 * Begins the series that alerts look at with 0. What a series is born with is no increase to Prometheus, so without this
 * the first dead letter of a reason would go unseen (Prometheus, "Avoid missing metrics").
 */
export function beginCounts(metrics: Metrics<'enricher'>): void {
  for (const [reason, classes] of Object.entries(classesOf)) {
    for (const each of classes) metrics.deadLetters.inc({ reason, class: each }, 0)
  }
  for (const { entity, operation } of Object.values(entities)) {
    metrics.staleReads.inc({ entity }, 0)
    metrics.unmappedFields.inc({ entity }, 0)
    metrics.strangers.inc({ operation }, 0)
  }
  metrics.turnFailures.inc({ reason: 'commit' }, 0)
}
