import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type Budget,
  callsWithin,
  freeze,
  type Limit,
  openBudget,
  planPace,
  savedUp,
  spend,
  waitFor,
} from './budget.ts'

/** The limit of Mews's general token. */
const general: Limit = { requests: 200, windowMs: 30_000 }

const limits = fc.record({
  requests: fc.integer({ min: 20, max: 1_000 }),
  windowMs: fc.integer({ min: 1, max: 120_000 }),
})

type Happening = { readonly kind: 'backlog' | 'idle' | 'new owner' | 'refused'; readonly ms: number }

/** What happens to a token: calls as fast as it allows for a while, a rest, a new owner, a 429. */
const happenings: fc.Arbitrary<Happening[]> = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: fc.record({ kind: fc.constant('backlog' as const), ms: fc.nat({ max: 20_000 }) }) },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('idle' as const), ms: fc.nat({ max: 40_000 }) }) },
    { weight: 3, arbitrary: fc.record({ kind: fc.constant('new owner' as const), ms: fc.constant(0) }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('refused' as const), ms: fc.nat({ max: 5_000 }) }) },
  ),
  { maxLength: 60 },
)

/** Makes every call that the budget allows in `ms`, with a timer of whole milliseconds. */
function callAsFastAsAllowed(budget: Budget, from: number, ms: number, calls: number[]): Budget {
  let current = budget
  let now = from
  for (;;) {
    const wait = waitFor(current, now)
    if (wait > 0) now += Math.ceil(wait)
    if (now > from + ms) return current
    if (waitFor(current, now) > 0) continue
    calls.push(now)
    current = spend(current, now)
  }
}

/** The most calls that any window holds; a window is open at its end. */
function fullestWindow(calls: readonly number[], windowMs: number): number {
  let most = 0
  let first = 0
  for (const [last, at] of calls.entries()) {
    while ((calls[first] ?? at) <= at - windowMs) first += 1
    most = Math.max(most, last - first + 1)
  }
  return most
}

function run(limit: Limit, story: ReadonlyArray<Happening>): number[] {
  const pace = planPace(limit)
  const calls: number[] = []
  let now = 0
  let budget = openBudget(pace, now)
  for (const { kind, ms } of story) {
    if (kind === 'backlog') budget = callAsFastAsAllowed(budget, now, ms, calls)
    else if (kind === 'new owner') budget = openBudget(pace, now)
    else if (kind === 'refused') budget = freeze(budget, now, ms)
    now += ms
  }
  return calls
}

describe('a budget', () => {
  it('never lets a window hold more than the limit, whatever the calls, owners and refusals', () => {
    fc.assert(
      fc.property(limits, happenings, (limit, story) => {
        expect(fullestWindow(run(limit, story), limit.windowMs)).toBeLessThanOrEqual(limit.requests)
      }),
      { numRuns: 300 },
    )
  })

  it('holds through a storm of new owners, each as hasty as it may be', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 700 }), { minLength: 100, maxLength: 400 }), (tenures) => {
        const story = tenures.flatMap((ms) => [
          { kind: 'new owner' as const, ms: 0 },
          { kind: 'backlog' as const, ms },
        ])

        expect(fullestWindow(run(general, story), general.windowMs)).toBeLessThanOrEqual(general.requests)
      }),
      { numRuns: 100 },
    )
  })

  it('holds when an owner with all its calls saved up hands over in mid-burst', () => {
    const story = [
      { kind: 'idle' as const, ms: 60_000 },
      { kind: 'backlog' as const, ms: 0 },
      { kind: 'new owner' as const, ms: 0 },
      { kind: 'backlog' as const, ms: 30_000 },
    ]

    const calls = run(general, story)

    expect(calls.filter((at) => at === 60_000)).toHaveLength(8)
    expect(fullestWindow(calls, general.windowMs)).toBeLessThanOrEqual(195)
  })

  it('spends at least 90 % of the general limit on a steady backlog', () => {
    const calls = run(general, [{ kind: 'backlog', ms: 300_000 }])

    expect(calls.length).toBeGreaterThanOrEqual(0.9 * 2_000)
  })

  it('spends at least 88 % of any limit of 23 or more in half a minute or longer', () => {
    const wide = fc.record({
      requests: fc.integer({ min: 23, max: 2_000 }),
      windowMs: fc.integer({ min: 30_000, max: 120_000 }),
    })
    fc.assert(
      fc.property(wide, (limit) => {
        const windows = 20

        const calls = run(limit, [{ kind: 'backlog', ms: windows * limit.windowMs }])

        expect(calls.length).toBeGreaterThanOrEqual(0.88 * windows * limit.requests - 1)
      }),
      { numRuns: 50 },
    )
  })
})

describe('openBudget', () => {
  it('makes a new owner wait one interval for its first call, with nothing saved up', () => {
    const pace = planPace(general)

    const budget = openBudget(pace, 5_000)

    expect(waitFor(budget, 5_000)).toBeCloseTo(pace.intervalMs)
    expect(savedUp(budget, 5_000)).toBe(0)
  })
})

describe('savedUp', () => {
  it('counts the calls that may be made at once, up to the burst', () => {
    const pace = planPace(general)
    const idle = openBudget(pace, 0)

    const rested = savedUp(idle, 60_000)
    const calls: number[] = []
    callAsFastAsAllowed(idle, 60_000, 0, calls)

    expect(rested).toBe(8)
    expect(calls).toHaveLength(8)
  })

  it('is nothing while the token rests', () => {
    const budget = freeze(openBudget(planPace(general), 0), 60_000, 1_000)

    expect(savedUp(budget, 60_500)).toBe(0)
  })
})

describe('freeze', () => {
  it('rests as long as it was told, and then waits one interval more, since what was saved up is gone', () => {
    const pace = planPace(general)

    const budget = freeze(openBudget(pace, 0), 60_000, 7_000)

    expect(waitFor(budget, 60_000)).toBeCloseTo(7_000 + pace.intervalMs)
  })

  it('is not shortened by a second refusal that asks for less', () => {
    const once = freeze(openBudget(planPace(general), 0), 1_000, 10_000)

    const twice = freeze(once, 2_000, 1)

    expect(twice).toEqual(once)
  })
})

describe('planPace', () => {
  it('plans 187 calls in 31 s and a burst of 8 for the general limit', () => {
    expect(planPace(general)).toEqual({ burst: 8, intervalMs: 31_000 / 187 })
  })

  it('keeps the burst between 1 and 8 and the interval above that of the limit', () => {
    fc.assert(
      fc.property(limits, (limit) => {
        const { burst, intervalMs } = planPace(limit)

        expect(burst).toBeGreaterThanOrEqual(1)
        expect(burst).toBeLessThanOrEqual(8)
        expect(intervalMs).toBeGreaterThan(limit.windowMs / limit.requests)
      }),
    )
  })

  it.each([19, 0, -1, Number.NaN])('refuses %d requests a window', (requests) => {
    expect(() => planPace({ requests, windowMs: 30_000 })).toThrow(RangeError)
  })
})

describe('callsWithin', () => {
  it('counts the calls that can be made, one by one, until then', () => {
    fc.assert(
      fc.property(limits, fc.nat(200_000), fc.nat(60_000), fc.nat(5_000), (limit, at, ms, restMs) => {
        const opened = openBudget(planPace(limit), 0)
        const budget = restMs > 4_000 ? freeze(opened, at, restMs) : opened
        const expected = callsWithin(budget, at, ms)
        const end = at + ms
        let [made, now, left] = [0, at, budget]
        let isClose = false
        for (;;) {
          now += waitFor(left, now)
          // What falls on the very end is counted or not as the digits have it.
          isClose ||= Math.abs(now - end) < 0.001
          if (now > end || made > 5_000) break
          left = spend(left, now)
          made += 1
        }
        fc.pre(!isClose && made <= 5_000)
        expect(expected).toBe(made)
      }),
    )
  })
})
