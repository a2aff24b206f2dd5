import type { Metrics } from '@bellhop/runtime'
import type { Draft } from './draft.ts'
import { createTally } from './tally.ts'

/** Makes the count of drafts that the brokers have taken, by topic; dead letters by their reason. */
export function countDrafts(metrics: Metrics<'ingress'>): (drafts: readonly Draft[]) => void {
  const count = createTally<string>(metrics.events, (topic, events) => metrics.events.inc({ topic }, events))
  return (drafts) => {
    for (const draft of drafts) {
      if (draft.recordName === 'thin-event') count(draft.topic)
      else if (draft.recordName === 'dead-letter') metrics.quarantined.inc({ reason: draft.value.reason })
    }
  }
}
