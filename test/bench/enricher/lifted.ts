import type { EntityName } from '@bellhop/simulator'
import type { Case } from './case.ts'
import { openStage } from './open-stage.ts'
import { postBacklog } from './post-backlog.ts'

const kinds: readonly EntityName[] = ['reservation', 'customer', 'payment', 'resource', 'resource-block']
const tokens = 12
const perKind = 4_000
const idsPerCall = 1_000
const leastPerSecond = 20_000

/** The highest limit that a directory takes, which is none here, and no latency: how many entities one enricher process can take through. */
export const lifted: Case = async (context) => {
  const { say } = context
  const limit = { requests: 100_000, windowMs: 30_000 }
  const world = { chains: tokens, enterprisesPerChain: 1, tokensPerChain: 1, limit }
  const { value: stage, close } = await openStage(context, 'lifted', world)
  try {
    const { bellhop, simulator, tail, firstCall, measure, until } = stage
    await bellhop.enricher().stop()
    const enterprises = simulator.directory.credentials.map(({ enterpriseIds: [id = ''] }) => id)
    const shares = enterprises.flatMap((enterpriseId) =>
      kinds.map((entity) => ({ enterpriseId, entity, count: perKind })),
    )
    const wanted = shares.length * perKind
    say(`lifted: posting ${wanted} events`)
    await postBacklog(simulator, shares)
    await bellhop.restartEnricher()
    say('lifted: working')
    await firstCall()
    const end = await measure()
    await until('every entity has a record', () => tail.count() >= wanted, 20)
    const measured = await end('lifted')
    await bellhop.enricher().stop()

    const share = Math.round((100 * measured.cpuSeconds) / measured.seconds)
    const simulatorShare = Math.round((100 * measured.simulatorCpuSeconds) / measured.seconds)
    const what = `no limit, ${wanted} entities; of a core the enricher had ${share} %, the simulated Mews ${simulatorShare} %`
    const isMet = measured.entities === wanted && measured.entities / measured.seconds >= leastPerSecond
    const idealCalls = shares.length * Math.ceil(perKind / idsPerCall)
    const target = 'at least 20,000 entities a second, or the profile that says why not'
    return { ...measured, what, ceiling: undefined, idealCalls, target, isMet }
  } finally {
    await close()
  }
}
