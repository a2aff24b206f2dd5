import { setTimeout as delay } from 'node:timers/promises'
import type { Case } from './case.ts'
import { openStage } from './open-stage.ts'
import { postBacklog } from './post-backlog.ts'

const tokens = 50
const idsPerCall = 1_000
/** Entities a second that the limits of all tokens add up to. */
const allPerSecond = 15_000
const requests = 200
const windowMs = (requests * idsPerCall * tokens * 1_000) / allPerSecond
const defaultSeconds = 40
/** What every lane has beyond what it may fetch, shared out by Zipf: the first has most. */
const surplus = 100_000
const leastShare = 0.88

/** 50 tokens, each with more than it may fetch while it is measured, some with far more; lanes share partitions. */
export const backlogManyTokens: Case = async (context) => {
  const { stopping, say, seconds = defaultSeconds } = context
  const world = {
    chains: tokens,
    enterprisesPerChain: 1,
    tokensPerChain: 1,
    entitiesPerEnterprise: 1,
    limit: { requests, windowMs: Math.ceil(windowMs) },
  }
  const { value: stage, close } = await openStage(context, 'backlog-many-tokens', world)
  try {
    const { bellhop, simulator, firstCall, measure } = stage
    await bellhop.enricher().stop()
    const least = Math.ceil((allPerSecond / tokens) * seconds * 1.2)
    const counts = toZipf(tokens).map((share) => least + Math.ceil(surplus * share))
    say(`backlog-many-tokens: posting ${counts.reduce((sum, count) => sum + count, 0)} events`)
    const shares = simulator.directory.credentials.map(({ enterpriseIds: [enterpriseId = ''] }, nth) => ({
      enterpriseId,
      entity: 'resource' as const,
      count: counts[nth] ?? least,
    }))
    await postBacklog(simulator, shares)
    await bellhop.restartEnricher()
    say('backlog-many-tokens: working')
    await firstCall()
    const end = await measure()
    await delay(seconds * 1000, undefined, { signal: stopping })
    const measured = await end('backlog-many-tokens')

    const ceiling = Math.floor(measured.seconds * allPerSecond)
    const isMet = measured.entities >= leastShare * ceiling && measured.refused === 0
    const idealCalls = Math.ceil(measured.entities / idsPerCall)
    const target = 'at least 88 % of the sum of the limits, no 429'
    return { ...measured, what: `${tokens} tokens, none runs dry`, ceiling, idealCalls, target, isMet }
  } finally {
    await close()
  }
}

/** Shares that fall as 1, 1/2, 1/3 and so on, and add up to 1. Pure. */
export function toZipf(count: number): number[] {
  const weights = Array.from({ length: count }, (_, nth) => 1 / (nth + 1))
  const sum = weights.reduce((all, weight) => all + weight, 0)
  return weights.map((weight) => weight / sum)
}
