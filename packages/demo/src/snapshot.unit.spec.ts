import { readSamples } from '@bellhop/runtime'
import { expect, it } from 'vitest'
import { toSnapshot } from './snapshot.ts'

it('counts what was posted by hand: webhooks as the ingress answered them, dead letters of both services', () => {
  const ingress = readSamples(`
bellhop_ingress_webhooks_total{outcome="events",status="204"} 7
bellhop_ingress_webhooks_total{outcome="not-json",status="204"} 1
bellhop_ingress_webhooks_total{outcome="token",status="401"} 2
bellhop_ingress_quarantined_total{reason="not-json"} 1
`)
  const enricher = readSamples('bellhop_enricher_dead_letters_total{reason="absent"} 3')

  const { webhooks, deadLetters } = toSnapshot(ingress, enricher, { retried: 4, discarded: 5 }, {}, 1)

  expect(webhooks).toEqual({
    answered: new Map([
      ['204', 8],
      ['401', 2],
    ]),
    retried: 4,
    discarded: 5,
  })
  expect(deadLetters).toEqual(
    new Map([
      ['not-json', 1],
      ['absent', 3],
    ]),
  )
})
