import type { Metrics } from '@bellhop/runtime'
import type { Draft } from './draft.ts'
import { createTally } from './tally.ts'

/** Counts drafts that the brokers have taken. */
export type CountDrafts = (drafts: readonly Draft[]) => void

/**
 * Makes the count of drafts that the brokers have taken, by topic; dead letters by their reason.
 *
 * One for each process: a second one on the same metrics takes the place of the first, and what that has counted is lost.
 */
export function countDrafts(metrics: Metrics<'ingress'>): CountDrafts {
  const count = createTally<string>(metrics.events, (topic, events) => metrics.events.inc({ topic }, events))
  return (drafts) => {
    for (const draft of drafts) {
      if (draft.recordName === 'thin-event') count(draft.topic)
      else if (draft.recordName === 'dead-letter') metrics.quarantined.inc({ reason: draft.value.reason })
    }
  }
}
