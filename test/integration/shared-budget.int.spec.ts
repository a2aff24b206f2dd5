import { drain, fetchSum, reachVerdict, type ServiceProcess, waitUntil } from '@bellhop/demo'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openWhole, type Whole } from './open-whole.ts'

/** Small, and of a long window: the budget is spent in seconds, and what a hand-over adds stands in one window. */
const limit = { requests: 60, windowMs: 20_000 }
const deadlineMs = 120_000

describe('one access token and two enrichers', () => {
  let whole: Whole
  let close: () => Promise<void>

  beforeAll(async () => {
    // One token is one lane, and one partition makes one task of all: it is the one that goes from owner to owner.
    const world = { chains: 1, enterprisesPerChain: 1, tokensPerChain: 1, limit }
    ;({ value: whole, close } = await openWhole(world, { TOPIC_PARTITIONS: '1' }))
  })
  afterAll(() => close())

  it(
    'keep to its limit in every window while they join and leave under traffic',
    async () => {
      const { bellhop, simulator } = whole
      const calls = () => simulator.stats().calls.total
      const callsMade = (more: number) => {
        const wanted = calls() + more
        return waitUntil(`${more} more calls were made`, () => calls() >= wanted, deadlineMs)
      }
      const traffic = simulator.startTraffic({ eventsPerSecond: 50 })
      const members: ServiceProcess[] = [bellhop.enricher()]
      let callers = 0

      await callsMade(limit.requests)
      // More calls between the changes than the burst, fewer than the window: each hand-over falls into a full one.
      for (const name of ['enricher-2', 'enricher-3']) {
        members.push(await bellhop.addEnricher(name))
        await callsMade(15)
        const owner = await findOwner(members)
        members.splice(members.indexOf(owner), 1)
        if ((await fetchSum(owner.adminUrl, 'bellhop_enricher_calls_total')) > 0) callers += 1
        await owner.stop()
        await callsMade(15)
      }
      await traffic.stop()
      await drain(bellhop, deadlineMs)

      const { byStatus } = simulator.stats().calls
      const [largest = 0] = Object.values(simulator.stats().largestWindow)
      expect(callers).toBe(2)
      expect(byStatus['429'] ?? 0).toBe(0)
      expect(largest).toBeLessThanOrEqual(limit.requests)
      // The token was wanted for more than it gives, else its limit was not tried.
      expect(largest).toBeGreaterThan(limit.requests * 0.8)
      expect((await reachVerdict(bellhop, simulator)).faults).toEqual([])
    },
    deadlineMs * 3,
  )
})

/** The member that owns the task, once one does. */
async function findOwner(members: readonly ServiceProcess[]): Promise<ServiceProcess> {
  let owner: ServiceProcess | undefined
  const isFound = async () => {
    for (const member of members) {
      if ((await fetchSum(member.adminUrl, 'bellhop_enricher_owned_tasks')) === 1) owner = member
    }
    return owner !== undefined
  }
  await waitUntil('a member owns the task', isFound, deadlineMs)
  if (owner === undefined) throw new Error('no member owns the task')
  return owner
}
