import { drain } from '@bellhop/demo'
import type { EntityName } from '@bellhop/simulator'
import type { Case } from './case.ts'
import { openStage } from './open-stage.ts'
import { postBacklog } from './post-backlog.ts'

const kinds: readonly EntityName[] = ['reservation', 'customer', 'payment', 'resource', 'resource-block']
const perKind = 24_000
const idsPerCall = 1_000
const limit = { requests: 200, windowMs: 30_000 }
const leastShare = 0.88
const mostOverIdeal = 1.05

/** 120,000 entities of five operations wait for one token with the limit of Mews's general one. */
export const backlogOneToken: Case = async (context) => {
  const { stopping, say } = context
  const one = { chains: 1, enterprisesPerChain: 1, tokensPerChain: 1, limit }
  const { value: stage, close } = await openStage(context, 'backlog-one-token', one)
  try {
    const { bellhop, simulator, tail, firstCall, measure, until } = stage
    await bellhop.enricher().stop()
    const [enterpriseId = ''] = simulator.directory.credentials[0]?.enterpriseIds ?? []
    say('backlog-one-token: posting')
    await postBacklog(
      simulator,
      kinds.map((entity) => ({ enterpriseId, entity, count: perKind })),
    )
    await bellhop.restartEnricher()
    say('backlog-one-token: working')
    await firstCall()
    const end = await measure()
    await until('every entity has a record', () => tail.count() >= perKind * kinds.length, 10)
    const measured = await end('backlog-one-token')
    await drain(bellhop, 60_000, stopping)

    const idealCalls = kinds.length * Math.ceil(perKind / idsPerCall)
    const ceiling = Math.floor((measured.seconds * 1000 * limit.requests * idsPerCall) / limit.windowMs)
    const isMet =
      measured.entities === perKind * kinds.length &&
      measured.entities >= leastShare * ceiling &&
      // The first call was made before the measuring began.
      measured.calls + 1 <= mostOverIdeal * idealCalls + kinds.length &&
      measured.refused === 0
    const target = 'at least 88 % of the ceiling, calls within 1.05 of the ideal and one an operation, no 429'
    return { ...measured, what: `${perKind} each of ${kinds.length} kinds`, ceiling, idealCalls, target, isMet }
  } finally {
    await close()
  }
}
