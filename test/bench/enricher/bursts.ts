import { setTimeout as delay } from 'node:timers/promises'
import { drain } from '@bellhop/demo'
import type { Case } from './case.ts'
import { openStage } from './open-stage.ts'

const perBurst = 500
const everySeconds = 3
const defaultSeconds = 30

/** Bursts of new customers, each announced as added and at once as updated: one call answers both. */
export const bursts: Case = async (context) => {
  const { stopping, say, seconds = defaultSeconds } = context
  const one = { chains: 1, enterprisesPerChain: 1, tokensPerChain: 1 }
  const { value: stage, close } = await openStage(context, 'bursts', one)
  try {
    const { bellhop, simulator, measure } = stage
    const [enterpriseId = ''] = simulator.directory.credentials[0]?.enterpriseIds ?? []
    const rounds = Math.max(1, Math.round(seconds / everySeconds))
    const end = await measure()
    say('bursts: working')
    for (let round = 0; round < rounds; round += 1) {
      const added = Array.from({ length: perBurst }, () =>
        simulator.change({ entity: 'customer', action: 'create', enterpriseId }),
      )
      const updated = added.map(({ id }) =>
        simulator.change({ entity: 'customer', action: 'update', id, enterpriseId }),
      )
      const events = [added, updated].map((changes) => changes.flatMap((change) => change.events))
      await Promise.all(events.map((each) => simulator.post(enterpriseId, each)))
      await delay(everySeconds * 1000, undefined, { signal: stopping })
    }
    await drain(bellhop, 120_000, stopping)
    const measured = await end('bursts')

    const isMet = measured.calls <= 1.05 * rounds + 1 && measured.refused === 0
    const what = `${rounds} bursts of ${perBurst} customers, added and updated`
    const target = 'one call a burst, within 1.05 and one; no 429'
    return { ...measured, what, ceiling: undefined, idealCalls: rounds, target, isMet }
  } finally {
    await close()
  }
}
