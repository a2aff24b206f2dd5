import { drain } from '@bellhop/demo'
import { type InputRecord, readTopics } from '@bellhop/kafka'
import { createCloser, readTraceparent } from '@bellhop/runtime'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Collector, openCollector, type ReceivedSpan } from './open-collector.ts'
import { openWhole, type Whole } from './open-whole.ts'

const headerSecret = 'planted-collector-key'
const given = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01'

describe('traces', () => {
  const { keep, closeAll } = createCloser()
  let whole: Whole
  let collector: Collector

  beforeAll(async () => {
    collector = keep(await openCollector())
    const env = {
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
      OTEL_EXPORTER_OTLP_HEADERS: `x-key=${headerSecret}`,
      INGRESS_WORKERS: '1',
    }
    whole = keep(await openWhole({}, env))
  })
  afterAll(() => closeAll())

  /** Posts a change of one customer and another of the same, each in a webhook of its own. */
  const postTwice = async () => {
    const { webhookUrl, webhookToken } = whole.bellhop
    const { enterpriseId, events, ...change } = whole.simulator.change({ entity: 'customer', action: 'update' })
    const body = JSON.stringify({ EnterpriseId: enterpriseId, IntegrationId: 'integration-1', Events: events })
    const post = (headers: Record<string, string>) =>
      fetch(`${webhookUrl}?Token=${webhookToken}`, { method: 'POST', body, headers })
    const statuses = (await Promise.all([post({ traceparent: given }), post({})])).map(({ status }) => status)
    return { statuses, change }
  }
  const until = async (has: () => boolean) => {
    for (const deadline = performance.now() + 60_000; !has() && performance.now() < deadline; ) {
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
  const named = (name: RegExp) => collector.spans().filter((span) => name.test(span.name))
  const isAt = (text: string | undefined) => {
    const place = readTraceparent(text)
    return (span: Pick<ReceivedSpan, 'traceId' | 'spanId'>) =>
      span.traceId === place?.traceId && span.spanId === place?.spanId
  }

  it('lead from a webhook through its fetch to the record that answers it, and hold no secret', async () => {
    const { bellhop, simulator } = whole
    // Both events lie there when it begins: one that comes after a fetch began may end unchanged, and in no record.
    await bellhop.enricher().stop()
    const { statuses } = await postTwice()
    await bellhop.restartEnricher()
    await drain(bellhop, 120_000)
    const { topics } = bellhop
    const records: InputRecord[] = []
    await readTopics(bellhop.kafka, [...topics.events, ...topics.entities], (read) => void records.push(...read))
    const published = records.filter(({ topic }) => topic === topics.entity('customer'))
    await until(
      () => named(/^publish /).length >= published.length && named(/^fetch /).length > 0 && named(/^POST /).length > 1,
    )

    const webhooks = named(/^POST /)
    expect(statuses).toEqual([204, 204])
    expect(webhooks).toHaveLength(2)
    const [goesOn] = webhooks.filter(({ traceId }) => traceId === readTraceparent(given)?.traceId)
    expect(goesOn).toMatchObject({
      service: 'bellhop-ingress',
      parentSpanId: readTraceparent(given)?.spanId,
      hasFailed: false,
      facts: { 'http.response.status_code': 204, 'bellhop.outcome': 'events', 'bellhop.records': 1 },
    })

    // Each event record names the span of its webhook.
    const events = records.filter(({ topic }) => topics.events.includes(topic))
    expect(events).toHaveLength(2)
    for (const { traceparent } of events) expect(webhooks.some(isAt(traceparent))).toBe(true)

    // Each fetch and record is a part of one webhook's trace, and links to the rest; the record links to its fetch.
    const traces = new Set(webhooks.map(({ traceId }) => traceId))
    const reached = new Set<string>()
    expect(published.length).toBeGreaterThan(0)
    for (const { traceparent } of published) {
      const [record] = named(/^publish /).filter(isAt(traceparent))
      const parent = webhooks.find(({ spanId }) => spanId === record?.parentSpanId)
      const linked = webhooks.filter((webhook) => record?.links.some(({ spanId }) => spanId === webhook.spanId))
      const [fetched] = named(/^fetch /).filter((fetch) => record?.links.some(({ spanId }) => spanId === fetch.spanId))
      for (const { traceId } of [parent, ...linked].filter((webhook) => webhook !== undefined)) reached.add(traceId)
      expect(record?.service).toBe('bellhop-enricher')
      expect(fetched?.facts).toMatchObject({
        'bellhop.operation': 'customers/getAll',
        'http.response.status_code': 200,
      })
      expect(traces).toContain(fetched?.traceId)
    }
    expect(reached).toEqual(traces)

    const sent = collector.text()
    const secrets = [
      bellhop.webhookToken,
      simulator.directory.clientToken,
      ...simulator.directory.credentials.map(({ accessToken }) => accessToken),
    ]
    for (const secret of secrets) expect(sent).not.toContain(String(secret))
    expect(sent).toContain(headerSecret)
    expect(JSON.stringify(collector.spans())).not.toContain(headerSecret)
    for (const { state } of simulator.truth()) {
      const name = state['LastName']
      if (typeof name === 'string' && name.length > 4) expect(sent).not.toContain(name)
    }
  })
})
