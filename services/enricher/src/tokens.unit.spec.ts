import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { credentialOf } from './fakes/credentials.ts'
import { createTokens, createVerdicts } from './tokens.ts'

const grand = credentialOf('grand')
const petite = credentialOf('petite')
const operation = 'customers/getAll'

describe('tokens', () => {
  it('save nothing up before they are first used', () => {
    const tokens = createTokens()

    expect(tokens.waitFor(grand, 0)).toBeGreaterThan(0)
    expect(tokens.waitFor(grand, 200)).toBe(0)
    tokens.spend(grand, 200)
    expect(tokens.waitFor(grand, 200)).toBeGreaterThan(0)
  })

  it('have a budget each', () => {
    const tokens = createTokens()
    tokens.waitFor(grand, 0)
    tokens.waitFor(petite, 0)

    tokens.spend(grand, 200)

    expect(tokens.waitFor(petite, 200)).toBe(0)
  })

  it('let no window hold more calls than Mews allows, however eagerly they are used', () => {
    const limit = fc.record({
      requests: fc.integer({ min: 20, max: 300 }),
      windowSeconds: fc.integer({ min: 1, max: 60 }),
    })
    fc.assert(
      fc.property(limit, fc.array(fc.integer({ min: 0, max: 400 }), { maxLength: 50 }), (given, waits) => {
        const credential = credentialOf('any', {
          requestsPerWindow: given.requests,
          windowSeconds: given.windowSeconds,
        })
        const tokens = createTokens()
        const calls: number[] = []
        let now = 0
        for (const wait of [...waits, ...Array<number>(given.requests * 2).fill(0)]) {
          now += wait + tokens.waitFor(credential, now + wait)
          tokens.spend(credential, now)
          calls.push(now)
        }
        for (const [nth, at] of calls.entries()) {
          const after = calls[nth + given.requests]
          if (after !== undefined) expect(after - at).toBeGreaterThan(given.windowSeconds * 1_000)
        }
      }),
      { numRuns: 50, seed: 1 },
    )
  })

  it('rest as long as Retry-After says, then begin with nothing saved up', () => {
    const tokens = createTokens()
    tokens.waitFor(grand, 0)

    expect(tokens.freeze(grand, 10_000, 7_000)).toBe(7_000)

    expect(tokens.waitFor(grand, 10_000)).toBeGreaterThanOrEqual(7_000)
    expect(tokens.waitFor(grand, 17_000)).toBeGreaterThan(0)
    expect(tokens.waitFor(grand, 17_200)).toBe(0)
    expect(tokens.waitFor(petite, 10_000)).toBeLessThan(1_000)
  })

  it('rest longer with each 429 in a row that does not say how long, up to a minute', () => {
    const tokens = createTokens()
    const rests: number[] = []

    for (let now = 0, nth = 0; nth < 8; nth++) {
      const rest = tokens.freeze(grand, now, undefined)
      rests.push(rest)
      now += rest
    }

    expect(rests).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000])
  })

  it('begin anew after an answer that is no 429', () => {
    const tokens = createTokens()
    tokens.freeze(grand, 0, undefined)
    tokens.freeze(grand, 1_000, undefined)

    tokens.answered(grand)

    expect(tokens.freeze(grand, 10_000, undefined)).toBe(1_000)
  })

  it('count the 429s of calls that were under way together as one', () => {
    const tokens = createTokens()

    const rests = [0, 5, 10].map((now) => tokens.freeze(grand, now, undefined))

    expect(rests).toEqual([1_000, 0, 0])
    expect(tokens.freeze(grand, 1_000, undefined)).toBe(2_000)
  })

  it('rest longer when a second 429 says so, and tell by how much', () => {
    const tokens = createTokens()

    expect(tokens.freeze(grand, 0, 1_000)).toBe(1_000)
    expect(tokens.freeze(grand, 500, 10_000)).toBe(9_500)
    expect(tokens.freeze(grand, 600, 1_000)).toBe(0)
    expect(tokens.waitFor(grand, 600)).toBeGreaterThanOrEqual(9_900)
  })

  it('rest on and stay parked in another task of the process, which shows only what it was asked about', () => {
    const verdicts = createVerdicts()
    const tokens = createTokens(verdicts)
    tokens.freeze(grand, 0, undefined)
    tokens.freeze(grand, 1_000, undefined)
    tokens.park(grand, operation, 600_000)

    const next = createTokens(verdicts)

    expect(next.waitFor(grand, 1_500)).toBeGreaterThanOrEqual(1_500)
    expect(next.parked()).toEqual([])
    expect(next.parkedUntil(grand, operation)).toBe(600_000)
    expect(next.parked()).toEqual([{ credential: grand, operation }])
    expect(next.freeze(grand, 3_000, undefined)).toBe(4_000)
  })

  it('heed a 429 that a call of the task before brings late', () => {
    const verdicts = createVerdicts()
    const [before, after] = [createTokens(verdicts), createTokens(verdicts)]
    after.waitFor(grand, 0)

    before.freeze(grand, 1_000, 5_000)

    expect(after.waitFor(grand, 1_000)).toBeGreaterThanOrEqual(5_000)
  })

  it('park one operation of one token', () => {
    const tokens = createTokens()

    tokens.park(grand, operation, 600_000)

    expect(tokens.parkedUntil(grand, operation)).toBe(600_000)
    expect(tokens.parkedUntil(grand, 'payments/getAll')).toBeUndefined()
    expect(tokens.parkedUntil(petite, operation)).toBeUndefined()
    tokens.unpark(grand, operation)
    expect(tokens.parkedUntil(grand, operation)).toBeUndefined()
  })

  it('begin with nothing when one is replaced: no burst, no rest, nothing parked', () => {
    const tokens = createTokens()
    tokens.waitFor(grand, 0)
    tokens.freeze(grand, 60_000, 100_000)
    tokens.park(grand, operation, 600_000)
    const rotated = { ...grand, accessToken: 'rotated' }

    expect(tokens.parkedUntil(rotated, operation)).toBeUndefined()
    expect(tokens.waitFor(rotated, 60_000)).toBeGreaterThan(0)
    expect(tokens.waitFor(rotated, 60_200)).toBe(0)
    tokens.spend(rotated, 60_200)
    expect(tokens.waitFor(rotated, 60_200)).toBeGreaterThan(0)
  })

  it('keep their budgets when two credentials exchange them, or one changes its name', () => {
    const tokens = createTokens()
    tokens.waitFor(grand, 0)
    tokens.waitFor(petite, 0)
    for (let call = 0; call < 8; call++) tokens.spend(grand, 60_000)

    expect(tokens.waitFor({ ...petite, accessToken: grand.accessToken }, 60_000)).toBeGreaterThan(0)
    expect(tokens.waitFor({ ...grand, accessToken: petite.accessToken }, 60_000)).toBe(0)
    expect(tokens.waitFor({ ...grand, name: 'renamed' }, 60_000)).toBeGreaterThan(0)
  })

  it('save nothing up under a limit that has changed', () => {
    const tokens = createTokens()
    tokens.waitFor(grand, 0)
    expect(tokens.waitFor(grand, 60_000)).toBe(0)

    const slower = { ...grand, requestsPerWindow: 60 }

    expect(tokens.waitFor(slower, 60_000)).toBeGreaterThan(0)
    expect(tokens.standings(60_000)).toEqual([{ credential: slower, capacity: 60, used: 0 }])
  })

  it('are forgotten when the directory does not name them any more', () => {
    const tokens = createTokens()
    tokens.waitFor(grand, 0)
    tokens.waitFor(petite, 0)
    tokens.park(petite, operation, 600_000)

    tokens.forgetOthers([grand])

    expect(tokens.standings(0).map(({ credential }) => credential)).toEqual([grand])
    expect(tokens.parked()).toEqual([])
  })

  it('show how many calls of the last window are used', () => {
    const tokens = createTokens()
    for (const now of [0, 10_000, 20_000]) tokens.spend(grand, now)

    expect(tokens.standings(20_000)).toEqual([{ credential: grand, capacity: 200, used: 3 }])
    expect(tokens.standings(35_000)).toEqual([{ credential: grand, capacity: 200, used: 2 }])
    expect(tokens.standings(99_000)).toEqual([{ credential: grand, capacity: 200, used: 0 }])
  })
})
