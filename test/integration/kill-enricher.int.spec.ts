import { drain, reachVerdict, waitUntil } from '@bellhop/demo'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openWhole, postedEvents, type Whole } from './open-whole.ts'

/** Short in the test run; `npm run faults:kill` makes it long. */
const kills = Number(process.env['BELLHOP_KILLS'] ?? 2)
const events = Number(process.env['BELLHOP_EVENTS'] ?? 2_000)
const eventsPerSecond = 400
const deadlineMs = 120_000 + kills * 60_000

describe('an enricher that is killed again and again', () => {
  let whole: Whole
  let close: () => Promise<void>

  beforeAll(async () => {
    ;({ value: whole, close } = await openWhole())
  })
  afterAll(() => close())

  it(
    `loses nothing and ends every event once, killed ${kills} times while ${events} events flow`,
    async () => {
      const { bellhop, simulator } = whole
      const traffic = simulator.startTraffic({ eventsPerSecond })
      const callsAtKill: number[] = []

      for (let kill = 1; kill <= kills; kill++) {
        const share = (events * kill) / (kills + 1)
        await waitUntil('the next share of events was posted', () => postedEvents(simulator) >= share, deadlineMs)
        // Killed while it works: it has been ready, and calls have gone out since.
        await bellhop.enricher().ready()
        const callsBefore = simulator.stats().calls.total
        await waitUntil('the enricher makes calls', () => simulator.stats().calls.total > callsBefore, deadlineMs, 10)
        callsAtKill.push(simulator.stats().calls.total)
        await bellhop.restartEnricher()
      }
      await waitUntil('all events were posted', () => postedEvents(simulator) >= events, deadlineMs)
      await traffic.stop()
      await drain(bellhop, deadlineMs)

      const verdict = await reachVerdict(bellhop, simulator)
      const callsBetween = callsAtKill.map((calls, kill) => calls - (callsAtKill[kill - 1] ?? 0))
      expect(callsBetween.filter((calls) => calls > 0)).toHaveLength(kills)
      expect(verdict.faults).toEqual([])
      expect(verdict.accounting.lost).toEqual([])
      expect(verdict.accepted).toBeGreaterThanOrEqual(events)
      expect(simulator.stats().calls.byStatus['429'] ?? 0).toBe(0)
    },
    deadlineMs * 2,
  )
})
