import { readLedger } from '@bellhop/audit'
import { drain, fetchSum, reachVerdict, waitUntil } from '@bellhop/demo'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openWhole, type Whole } from './open-whole.ts'

const deadlineMs = 120_000

describe('a Mews whose answers lag', () => {
  let whole: Whole
  let close: () => Promise<void>

  beforeAll(async () => {
    // One partition makes one task of all: it is the one that is taken over.
    const world = { chains: 1, enterprisesPerChain: 1, tokensPerChain: 1 }
    ;({ value: whole, close } = await openWhole(world, { TOPIC_PARTITIONS: '1' }))
  })
  afterAll(() => close())

  it(
    'has no older state published by an owner that knows only what the one before has committed',
    async () => {
      const { bellhop, simulator } = whole
      const change = (entity: 'customer' | 'resource') => simulator.change({ entity, action: 'update' })
      const [customer, resource] = [change('customer'), change('resource')]
      const { enterpriseId } = customer
      await simulator.post(enterpriseId, [...customer.events, ...resource.events])
      await drain(bellhop, deadlineMs)

      const first = bellhop.enricher()
      const next = await bellhop.addEnricher('enricher-2')
      const read = (metric: string) => fetchSum(next.adminUrl, metric)
      await first.stop()
      await waitUntil(
        'the next owner has restored the task',
        async () => (await read('bellhop_enricher_state_entries')) === 2,
        deadlineMs,
      )
      // What a replica shows is from before the changes.
      simulator.faults = { staleReads: { rate: 1, lagMs: 600_000 } }
      await simulator.post(enterpriseId, customer.events)
      const isSeen = async () => (await read('bellhop_enricher_stale_reads_total')) > 0
      await waitUntil('an older state came back', isSeen, deadlineMs)
      const records = async () => {
        const { entities } = await readLedger(bellhop.kafka, bellhop.registry, bellhop.topics, bellhop.groupId)
        return entities.map(({ value }) => value.id).sort()
      }
      expect(await records()).toEqual([customer.id, resource.id].sort())

      simulator.faults = {}
      await drain(bellhop, deadlineMs)

      expect(await records()).toEqual([customer.id, resource.id].sort())
      const { faults, accounting, comparison } = await reachVerdict(bellhop, simulator)
      expect(faults).toEqual([])
      expect(comparison.stale).toEqual([])
      expect(accounting.sums).toMatchObject({ unchanged: customer.events.length, deadLettered: 0 })
      expect(accounting.sums.waiting).toBeGreaterThan(0)
    },
    deadlineMs * 3,
  )
})
