import { drain, reachVerdict } from '@bellhop/demo'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openWhole, type Whole } from './open-whole.ts'

/** Entities of one kind that wait, each named by one event. */
const waiting = 5_000

describe('a backlog of one operation', () => {
  let whole: Whole
  let close: () => Promise<void>

  beforeAll(async () => {
    ;({ value: whole, close } = await openWhole({
      chains: 1,
      enterprisesPerChain: 1,
      tokensPerChain: 1,
      entitiesPerEnterprise: {
        reservation: waiting,
        resource: 1,
        message: 1,
        'resource-block': 1,
        customer: 1,
        payment: 1,
      },
    }))
  })
  afterAll(() => close())

  it('is fetched with at most six calls for five thousand entities, and no 429', async () => {
    const { bellhop, simulator } = whole
    await bellhop.enricher().stop()
    const events = [...simulator.truth()]
      .filter(({ entity }) => entity === 'reservation')
      .map(({ id, enterpriseId }) => ({
        enterpriseId: enterpriseId ?? '',
        event: { Discriminator: 'ServiceOrderUpdated', Value: { Id: id } },
      }))
    for (let start = 0; start < events.length; start += 500) {
      const batch = events.slice(start, start + 500)
      await simulator.post(
        batch[0]?.enterpriseId ?? '',
        batch.map(({ event }) => event),
      )
    }

    await bellhop.restartEnricher()
    await drain(bellhop, 120_000)

    const { calls } = simulator.stats()
    expect(events).toHaveLength(waiting)
    expect(calls.total).toBeLessThanOrEqual(6)
    expect(calls.byStatus).toEqual({ 200: calls.total })
    const verdict = await reachVerdict(bellhop, simulator)
    expect(verdict.faults).toEqual([])
    expect(verdict.accounting.sums).toMatchObject({ consumed: waiting, enriched: waiting })
  })
})
