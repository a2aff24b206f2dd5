import type { WaitingEvent } from '@bellhop/records'
import { describe, expect, it } from 'vitest'
import { pendingOf } from './fakes/events.ts'
import type { OperationEnds } from './guard-flood.ts'
import { createHalts, type HaltCause } from './halts.ts'
import { halted, parked } from './judge.ts'
import { toWaitingEvent } from './to-waiting-event.ts'

const customers = 'customers/getAll'
const payments = 'payments/getAll'
const tenMinutes = 600_000

/** An event received at `receivedAt` that was written at `now` to wait. */
const waitingAt = (now: number, end = halted, receivedAt = 0): WaitingEvent =>
  toWaitingEvent(pendingOf({ received_at: receivedAt }), end, now)
const ends = (given: Partial<OperationEnds>): OperationEnds => ({
  lane: 'grand',
  operation: customers,
  good: 0,
  dead: 0,
  isFlood: false,
  example: undefined,
  ...given,
})

describe('halts', () => {
  it('close one operation of one lane, until a probe is due', () => {
    const halts = createHalts()

    halts.halt('grand', customers, '404', 1_000)

    expect(halts.isClosed('grand', customers, 1_000)).toBe(true)
    expect(halts.isClosed('grand', customers, 1_000 + tenMinutes)).toBe(false)
    expect(halts.isHalted('grand', customers)).toBe(true)
    expect(halts.isHalted('grand', payments)).toBe(false)
    expect(halts.isHalted('petite', customers)).toBe(false)
  })

  it('let out one probe each ten minutes, whatever comes of it', () => {
    const halts = createHalts()
    halts.halt('grand', customers, '404', 0)

    halts.probe('grand', customers, tenMinutes)

    expect(halts.isClosed('grand', customers, 2 * tenMinutes - 1)).toBe(true)
    expect(halts.isClosed('grand', customers, 2 * tenMinutes)).toBe(false)
  })

  it('keep their beginning when they are found again', () => {
    const halts = createHalts()
    halts.halt('grand', customers, '404', 5)
    halts.halt('grand', customers, '410', 70)

    expect(halts.all()).toMatchObject([{ cause: '410', since: 5 }])
  })

  it.each([
    ['404', { good: 1 }, false],
    ['400', { good: 1, dead: 3 }, false],
    ['400', { dead: 3 }, true],
    ['flood', { good: 9 }, false],
    ['flood', { good: 9, dead: 1 }, true],
    ['flood', {}, true],
  ] as ReadonlyArray<[HaltCause, Partial<OperationEnds>, boolean]>)(
    'by %s: a probe that ended %j leaves it halted: %s',
    (cause, given, isHalted) => {
      const halts = createHalts()
      halts.halt('grand', customers, cause, 0)
      halts.probe('grand', customers, tenMinutes)

      halts.ended(ends(given), tenMinutes)

      expect(halts.isHalted('grand', customers)).toBe(isHalted)
    },
  )

  it('do not end by what succeeded before they were probed', () => {
    const halts = createHalts()
    halts.halt('grand', customers, '400', 0)

    halts.ended(ends({ good: 100 }), 0)

    expect(halts.isHalted('grand', customers)).toBe(true)
  })

  it('begin with a flood', () => {
    const halts = createHalts()

    halts.ended(ends({ good: 500, dead: 200, isFlood: true }), 7)

    expect(halts.all()).toMatchObject([{ lane: 'grand', operation: customers, cause: 'flood', since: 7 }])
  })

  it('make what waits for them due once they end, also what the same turn writes', () => {
    const halts = createHalts()
    halts.halt('grand', customers, 'flood', 0)
    expect(halts.isDue('grand', customers, waitingAt(0))).toBe(false)

    halts.probe('grand', customers, 5_000)
    halts.ended(ends({ good: 1 }), 5_000)
    halts.endTurn(5_100)

    expect(halts.isDue('grand', customers, waitingAt(5_100))).toBe(true)
    expect(halts.isDue('grand', customers, waitingAt(5_101))).toBe(false)
    expect(halts.isDue('grand', payments, waitingAt(5_100))).toBe(false)
    expect(halts.isDue('grand', customers, waitingAt(5_100, parked))).toBe(false)
    expect(halts.releasedAt('grand', customers)).toBe(5_100)
  })

  it('are taken over from an owner before by what waits for them, and probed at once', () => {
    const halts = createHalts()

    halts.takeOver('grand', customers, 1_000, 90_000)

    expect(halts.all()).toMatchObject([{ cause: 'before', since: 1_000 }])
    expect(halts.isClosed('grand', customers, 90_000)).toBe(false)
  })

  it('are not taken over where they have ended since', () => {
    const halts = createHalts()
    halts.resume('grand', customers, 2_000)

    halts.takeOver('grand', customers, 1_000, 90_000)
    expect(halts.all()).toEqual([])

    halts.takeOver('grand', customers, 3_000, 90_000)
    expect(halts.all()).toHaveLength(1)
  })

  describe('with an operator', () => {
    it('end at the word, of one operation or of all of the lane', () => {
      const halts = createHalts()
      for (const lane of ['grand', 'petite']) {
        for (const operation of [customers, payments]) halts.halt(lane, operation, 'flood', 1_000)
      }

      halts.resume('grand', customers, 2_000)
      expect(halts.all().map(({ lane, operation }) => `${lane} ${operation}`)).not.toContain(`grand ${customers}`)
      expect(halts.all()).toHaveLength(3)

      halts.resume('petite', null, 2_000)
      expect(halts.all()).toMatchObject([{ lane: 'grand', operation: payments }])
    })

    it('stay where they began after the word: to hear it again changes nothing', () => {
      const halts = createHalts()
      halts.resume('grand', null, 2_000)
      halts.halt('grand', customers, '404', 3_000)

      halts.resume('grand', null, 2_000)

      expect(halts.isHalted('grand', customers)).toBe(true)
      expect(halts.isDue('grand', customers, waitingAt(3_000))).toBe(false)
    })

    it('give up what waited and was received until the word, and nothing else', () => {
      const halts = createHalts()
      halts.drop('grand', customers, 2_000)
      const isDropped = (receivedAt: number, lastReason: string | null, operation = customers) =>
        halts.isDropped('grand', operation, { receivedAt, lastReason })

      expect(isDropped(2_000, 'halted')).toBe(true)
      expect(isDropped(1_000, 'parked')).toBe(true)
      expect(isDropped(1_000, 'unknown-enterprise')).toBe(true)
      expect(isDropped(2_001, 'halted')).toBe(false)
      expect(isDropped(1_000, 'deferred')).toBe(false)
      expect(isDropped(1_000, null)).toBe(false)
      expect(isDropped(1_000, 'halted', payments)).toBe(false)
    })

    it('give it up at once, though it is halted still', () => {
      const halts = createHalts()
      halts.halt('grand', customers, '404', 1_000)
      halts.drop('grand', null, 2_000)

      expect(halts.isDue('grand', customers, waitingAt(1_500, halted, 1_000))).toBe(true)
      expect(halts.isDue('grand', customers, waitingAt(1_500, halted, 2_001))).toBe(false)
      expect(halts.isHalted('grand', customers)).toBe(true)
    })
  })

  it('let out a probe at once when the directory has changed, with what waits, and then not until ten minutes later', () => {
    const halts = createHalts()
    const lanes = new Set(['grand'])
    halts.halt('grand', customers, '403', 0)

    halts.probeAnew(lanes, 5_000)

    expect(halts.isHalted('grand', customers)).toBe(true)
    expect(halts.isClosed('grand', customers, 5_000)).toBe(false)
    expect(halts.isDue('grand', customers, waitingAt(4_000))).toBe(true)
    expect(halts.isDue('grand', customers, waitingAt(4_000, parked))).toBe(false)
    halts.probe('grand', customers, 6_000)
    expect(halts.isClosed('grand', customers, 6_000)).toBe(true)
    expect(halts.isDue('grand', customers, waitingAt(4_000))).toBe(false)
    halts.ended(ends({ good: 1 }), 7_000)
    expect(halts.isDue('grand', customers, waitingAt(6_500))).toBe(true)
  })

  it('do not hand out what waits again while nobody could probe', () => {
    const halts = createHalts()
    halts.halt('grand', customers, '403', 0)

    halts.probeAnew(new Set(['grand']), 5_000)

    expect(halts.isDue('grand', customers, waitingAt(6_000))).toBe(false)
  })

  it('end with their lane, and what waited for them is due in its new one', () => {
    const halts = createHalts()
    halts.halt('grand', customers, 'flood', 0)
    halts.halt('petite', customers, 'flood', 0)

    halts.probeAnew(new Set(['petite', 'grander']), 5_000)

    expect(halts.all()).toMatchObject([{ lane: 'petite' }])
    expect(halts.isDue('grander', customers, waitingAt(4_000))).toBe(true)
  })

  it('remember what an operator has said of a lane that the directory does not name for a while', () => {
    const halts = createHalts()
    halts.drop('grand', customers, 3_000)
    halts.probeAnew(new Set(), 5_000)

    expect(halts.isDropped('grand', customers, { receivedAt: 3_000, lastReason: 'halted' })).toBe(true)
  })
})
