import { beginCounts as beginEnricher } from '@bellhop/enricher'
import { beginCounts as beginIngress } from '@bellhop/ingress'
import { topicNames } from '@bellhop/records'
import { createMetrics } from '@bellhop/runtime'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { readAlerts } from './alerts.ts'
import { readDashboards } from './dashboards.ts'
import { findKnownMetrics, ownMetrics } from './known-metrics.ts'
import { readPromql } from './read-promql.ts'
import { readRoot } from './root.ts'

const alerts = readAlerts()
const dashboards = readDashboards()
const known = findKnownMetrics()

/** What is wrong with an expression, in words. */
function findProblems(expression: string): string[] {
  const { metrics, labels, isWhole } = readPromql(expression)
  const allowed = new Set(metrics.flatMap((name) => [...(known.get(name) ?? [])]))
  return [
    ...(isWhole ? [] : ['is no PromQL']),
    ...(metrics.length > 0 ? [] : ['asks for nothing']),
    ...metrics.filter((name) => !known.has(name)).map((name) => `${name} is no metric`),
    ...labels.filter((label) => !allowed.has(label)).map((label) => `${label} is no label of ${metrics.join(', ')}`),
  ]
}

describe('the alert rules', () => {
  it('have a name each', () => {
    const names = alerts.map(({ alert }) => alert)

    expect(new Set(names).size).toBe(names.length)
  })

  it.each(alerts.map(({ alert, expr }) => [alert, expr]))('%s asks for metrics and labels that exist', (_, expr) => {
    expect(findProblems(expr)).toEqual([])
  })

  it('look at counters that are there from the start: the first increase of one that is born by it is none', async () => {
    const [ingress, enricher] = [createMetrics('ingress'), createMetrics('enricher')]
    beginIngress(ingress, topicNames('mews'))
    beginEnricher(enricher)
    const text = `${await ingress.text()}\n${await enricher.text()}`
    // Its series begin with the directory that names the credentials.
    const ofTokens = new Set(['bellhop_enricher_frozen_seconds_total'])

    const asked = new Set(alerts.flatMap(({ expr }) => readPromql(expr).metrics))
    const counters = [...asked].filter((name) => name.endsWith('_total') && !ofTokens.has(name))
    expect(counters.length).toBeGreaterThan(5)
    for (const name of counters) expect(text).toMatch(new RegExp(`^${name}(\\{.*\\})? 0$`, 'm'))
  })

  it('are each tried by what they fire on, in the tests that promtool runs', () => {
    const { tests }: { tests: readonly unknown[] } = parse(readRoot('observability/prometheus/alerts.test.yml'))
    const tried = new Set(
      [...JSON.stringify(tests).matchAll(/"alertname":"(\w+)","exp_alerts":\[\{/g)].map(([, name]) => name),
    )

    expect(alerts.map(({ alert }) => alert).filter((name) => !tried.has(name))).toEqual([])
  })

  it('find an expression whose metric or label does not exist', () => {
    expect(findProblems('sum by (colour) (bellhop_enricher_turns)')).toEqual([
      'bellhop_enricher_turns is no metric',
      'colour is no label of bellhop_enricher_turns',
    ])
  })

  it('name labels in their summaries that their expressions leave', () => {
    for (const { alert, expr, annotations } of alerts) {
      const named = [...annotations.summary.matchAll(/\$labels\.(\w+)/g)].map(([, label]) => label)
      const left = ['instance', 'job', ...readPromql(expr).labels]
      for (const label of named) expect(left, alert).toContain(label)
    }
  })
})

describe('the configuration of Prometheus', () => {
  it('scrapes both services by the names that the rules ask for, on the ports that the services have', () => {
    const { rule_files, scrape_configs } = parse(readRoot('observability/prometheus/prometheus.yml'))

    expect(rule_files).toEqual(['alerts.yml'])
    expect(scrape_configs).toEqual([
      { job_name: 'bellhop-ingress', static_configs: [{ targets: ['ingress:9464'] }] },
      expect.objectContaining({
        job_name: 'bellhop-enricher',
        dns_sd_configs: [expect.objectContaining({ names: ['enricher'], type: 'A', port: 9465 })],
      }),
    ])
  })
})

it('names no Alertmanager, but has the block that does, to be filled in', () => {
  const page = readRoot('observability/prometheus/prometheus.yml')
  const [block = ''] = /^# alerting:\n(?:# .+\n)+/m.exec(page) ?? []

  expect(parse(page)).not.toHaveProperty('alerting')
  expect(parse(block.replaceAll(/^# /gm, ''))).toEqual({
    alerting: { alertmanagers: [{ static_configs: [{ targets: ['alertmanager:9093'] }] }] },
  })
})

describe('the dashboards', () => {
  it('are those of flow, budget, lag, dead letters and spool', () => {
    const names = dashboards.map(({ name }) => name)

    expect(names.sort()).toEqual(['budget', 'dead-letters', 'flow', 'lag', 'spool'])
    for (const { name, uid } of dashboards) expect(uid).toBe(`bellhop-${name}`)
  })

  it.each(dashboards.map((dashboard) => [dashboard.name, dashboard] as const))(
    '%s asks for metrics and labels that exist, of the source that is provisioned',
    (_, { panels, templating }) => {
      const { datasources } = parse(readRoot('observability/grafana/provisioning/datasources/prometheus.yml'))
      for (const { title, targets, datasource } of panels) {
        expect(datasource.uid, title).toBe(datasources[0].uid)
        for (const { expr } of targets) expect(findProblems(expr), title).toEqual([])
      }
      for (const { definition } of templating.list) {
        const [, metric = '', label = ''] = /^label_values\((\w+), (\w+)\)$/.exec(definition) ?? []
        expect(known.get(metric), definition).toContain(label)
      }
    },
  )

  it.each(dashboards.map((dashboard) => [dashboard.name, dashboard] as const))(
    '%s has panels with an id each, none over another',
    (_, { panels }) => {
      const cells = panels.flatMap(({ gridPos: { x, y, w, h } }) =>
        Array.from({ length: w * h }, (_, i) => `${x + (i % w)} ${y + Math.floor(i / w)}`),
      )

      expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length)
      expect(new Set(cells).size).toBe(cells.length)
      for (const { gridPos } of panels) expect(gridPos.x + gridPos.w).toBeLessThanOrEqual(24)
    },
  )

  it('show every metric of our own', () => {
    const shown = new Set(
      dashboards.flatMap(({ panels }) =>
        panels.flatMap(({ targets }) => targets.flatMap(({ expr }) => readPromql(expr).metrics)),
      ),
    )
    const isShown = (name: string) => [name, `${name}_bucket`].some((asked) => shown.has(asked))

    const own = ownMetrics.flatMap(([, rows]) => rows.map(({ name }) => name))
    expect(own.filter((name) => !isShown(name))).toEqual([])
  })
})
