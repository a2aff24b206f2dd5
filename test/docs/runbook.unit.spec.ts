import { errorCodes } from '@bellhop/runtime'
import { describe, expect, it } from 'vitest'
import { readAlerts } from './alerts.ts'
import { findKnownMetrics } from './known-metrics.ts'
import { readRunbook } from './read-runbook.ts'
import { listRoot, readRoot } from './root.ts'

const page = readRoot('docs/runbook.md')
const sections = readRunbook(page)
const sources = ['services', 'packages']
  .flatMap((folder) => listRoot(folder, '.ts'))
  .filter((path) => !path.endsWith('.spec.ts'))
  .map(readRoot)
  .join('\n')
const namedBy = (kind: string) =>
  sections.flatMap(({ signs }) => signs.filter((sign) => sign.kind === kind).map(({ text }) => text))

describe('the runbook', () => {
  it.each(sections.map((section) => [section.title, section] as const))(
    '%s says how it is seen, what it is and what to do',
    (_, { signs, text }) => {
      expect(signs.length).toBeGreaterThan(0)
      for (const { kind } of signs)
        expect(['alert', 'log', 'error', 'not ready', 'dead letter', 'answer']).toContain(kind)
      expect(text).toMatch(/\*\*What it is\.\*\* \S/)
      expect(text).toMatch(/\*\*What to do\.\*\* \S/)
    },
  )

  it('has the section that each alert names, and each of its alerts exists', () => {
    for (const { alert, annotations } of readAlerts()) {
      const section = sections.find(({ anchor }) => annotations.runbook === `docs/runbook.md#${anchor}`)
      expect(section?.signs, alert).toContainEqual({ kind: 'alert', text: alert })
    }
    expect(namedBy('alert').toSorted()).toEqual(
      readAlerts()
        .map(({ alert }) => alert)
        .toSorted(),
    )
  })

  it.each(['log', 'not ready', 'answer'])('names no %s that the sources do not have', (kind) => {
    for (const text of namedBy(kind)) expect(sources.includes(text), text).toBe(true)
  })

  it('names every code of an error that an operator is shown', () => {
    const ofKafka = [...readRoot('packages/kafka/src/errors.ts').matchAll(/\| '(kafka\.[a-z-]+)'/g)].map(
      ([, code]) => code,
    )

    expect(ofKafka.length).toBeGreaterThan(5)
    expect(namedBy('error')).toEqual(expect.arrayContaining([...Object.keys(errorCodes), ...ofKafka]))
    for (const code of namedBy('error')) expect(sources.includes(code), code).toBe(true)
  })

  it('names every reason of a dead letter', () => {
    const reasons = ['services/enricher/src/end.ts', 'services/ingress/src/quarantine.ts'].flatMap((path) => {
      const [, union = ''] = /export type (?:DeadReason|QuarantineReason) = (.+)/.exec(readRoot(path)) ?? []
      return [...union.matchAll(/'([a-z-]+)'/g)].map(([, reason]) => reason)
    })

    expect(reasons.length).toBeGreaterThan(8)
    expect(namedBy('dead letter').toSorted()).toEqual(reasons.toSorted())
  })

  it('names no metric that does not exist', () => {
    const known = findKnownMetrics()
    for (const [name] of page.matchAll(/bellhop_(?:ingress|enricher)_[a-z_]+/g)) {
      expect(known.has(name) || known.has(`${name}_bucket`), name).toBe(true)
    }
  })
})
