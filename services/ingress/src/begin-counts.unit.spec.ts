import { topicNames } from '@bellhop/records'
import { createMetrics } from '@bellhop/runtime'
import { expect, it } from 'vitest'
import { beginCounts } from './begin-counts.ts'

it('begins the events of every topic, every reason to refuse and every kind of bad webhook with 0', async () => {
  const metrics = createMetrics('ingress')
  const topics = topicNames('mews')

  beginCounts(metrics, topics)

  const text = await metrics.text()
  for (const topic of [...topics.events, 'mews.events.unrecognised']) {
    expect(text).toContain(`bellhop_ingress_events_total{topic="${topic}"} 0`)
  }
  for (const reason of ['token', 'spool-full', 'spool-failed', 'deadline', 'internal']) {
    expect(text).toContain(`bellhop_ingress_rejected_total{reason="${reason}"} 0`)
  }
  for (const reason of ['bad-event', 'not-json', 'not-a-webhook', 'not-taken']) {
    expect(text).toContain(`bellhop_ingress_quarantined_total{reason="${reason}"} 0`)
  }
  expect(text).toContain('bellhop_ingress_webhooks_total{outcome="events",status="204"} 0')
})
