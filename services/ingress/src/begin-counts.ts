import type { TopicNames } from '@bellhop/records'
import type { Metrics } from '@bellhop/runtime'
import type { QuarantineReason } from './quarantine.ts'

const quarantineReasons: Readonly<Record<QuarantineReason, true>> = {
  'bad-event': true,
  'not-json': true,
  'not-a-webhook': true,
  'not-taken': true,
}

/**
 * Begins the series that alerts look at with 0. What a series is born with is no increase to Prometheus, so without this
 * the first event of an unknown kind would go unseen (Prometheus, "Avoid missing metrics").
 */
export function beginCounts(
  metrics: Metrics<'ingress'>,
  { events, unrecognised }: Pick<TopicNames, 'events' | 'unrecognised'>,
): void {
  for (const topic of [...events, unrecognised]) metrics.events.inc({ topic }, 0)
  for (const reason of Object.keys(quarantineReasons)) metrics.quarantined.inc({ reason }, 0)
  metrics.webhooks.inc({ outcome: 'events', status: '204' }, 0)
  for (const reason of ['token', 'spool-full', 'spool-failed', 'deadline', 'internal'])
    metrics.rejected.inc({ reason }, 0)
}
