import { describe, expect, it, vi } from 'vitest'
import { fakeTime } from './fakes/fake-time.ts'
import { refused } from './fakes/mews.ts'
import { countOf, endsOf, grand, many, openLane, outcomes } from './fakes/open-lane.ts'
import type { LaneTools } from './lane-tools.ts'

fakeTime()

describe("the turn's deadline", () => {
  /** Lets the token save up as many calls as it may. */
  const saveUp = ({ tokens }: LaneTools) => {
    tokens.waitFor(grand, performance.now())
    return vi.advanceTimersByTimeAsync(60_000)
  }

  it('defers what is left, by its place in the backlog', async () => {
    const { add, run, book, calls } = openLane((_call, nth) => (nth === 1 ? refused(429, 30_000) : undefined))
    add(many(1_500))
    const deadline = performance.now() + 1_000

    await run({ deadlineAt: () => deadline })

    expect(performance.now()).toBeLessThan(deadline + 200)
    expect(calls.length).toBeLessThanOrEqual(2)
    expect(countOf(book)['deferred 1m']).toBeGreaterThanOrEqual(1_000)
    expect(countOf(book)['none']).toBeUndefined()
  })

  it('is none while the process is saturated, for a lane whose token is free', async () => {
    const { add, run, book, calls, tools } = openLane()
    add(many(8_000), 'resource-block')
    await saveUp(tools)

    await run({ deadlineAt: () => 0, isSaturated: () => true })

    expect(calls).toHaveLength(8)
    expect(countOf(book)).toEqual({ enriched: 8_000 })
  })

  it('is one though the process is saturated, for a lane that waits for its token', async () => {
    const { add, run, book, calls, tools } = openLane()
    add(many(10_000), 'resource-block')
    await saveUp(tools)

    await run({ deadlineAt: () => 0, isSaturated: () => true })

    expect(calls).toHaveLength(8)
    expect(countOf(book)).toEqual({ enriched: 8_000, 'deferred 10s': 2_000 })
  })

  it('does not drop the answer of a call that is under way', async () => {
    const { add, run, book } = openLane(undefined, {}, 1_500)
    add(['a'])
    const deadline = performance.now() + 1_000

    await run({ deadlineAt: () => deadline })

    expect(outcomes(book)).toEqual({ a: 'enriched' })
  })

  it('waits three seconds beyond it for a call that hangs, and leaves that under way', async () => {
    const { add, run, book, calls, tools } = openLane(undefined, {}, 30_000)
    add(['a'])
    const deadline = performance.now() + 1_000

    await run({ deadlineAt: () => deadline })

    expect(performance.now()).toBeLessThan(deadline + 3_200)
    expect(endsOf(book.endTurn(performance.now()))).toEqual({ a: 'deferred 10s' })
    expect(tools.tokens.standings(performance.now())).toMatchObject([{ used: 1 }])
    await vi.advanceTimersByTimeAsync(60_000)
    expect(calls).toHaveLength(1)
    expect(book.open()).toEqual([])
  })

  it('waits five seconds beyond it while it is the process that is slow', async () => {
    const { add, run, book } = openLane(undefined, {}, 4_000)
    add(['a'])
    const deadline = performance.now() + 1_000

    await run({ deadlineAt: () => deadline, isSaturated: () => true })

    expect(outcomes(book)).toEqual({ a: 'enriched' })
  })

  it('is no end for a call under way: its event is served from it when it comes back', async () => {
    const { add, run, book, calls } = openLane(undefined, {}, 15_000)
    const runForASecond = () => {
      const deadline = performance.now() + 1_000
      return run({ deadlineAt: () => deadline })
    }
    add(['a'])
    await runForASecond()
    book.endTurn(performance.now())
    await vi.advanceTimersByTimeAsync(5_000)
    add(['a'])
    await runForASecond()
    expect(endsOf(book.endTurn(performance.now()))).toEqual({ a: 'deferred 10s' })
    await vi.advanceTimersByTimeAsync(15_000)
    add(['a'])

    await runForASecond()

    expect(endsOf(book.endTurn(performance.now()))).toEqual({ a: 'enriched' })
    expect(calls).toHaveLength(1)
    expect(book.size()).toBe(0)
  })

  it.each([
    ['an outage', refused(503), { a: 'upstream-5xx 10s' }, 1],
    ['a 401', refused(401), { a: 'parked 10m' }, 1],
    ['a 429', refused(429, 1_000), { a: 'enriched' }, 2],
  ] as const)(
    'keeps what such a call ended with, and tries nothing for nobody: %s',
    async (_what, answer, ends, most) => {
      const { add, run, book, calls } = openLane((_call, nth) => (nth === 1 ? answer : undefined), {}, 5_000)
      add(['a'])
      const deadline = performance.now() + 1_000
      await run({ deadlineAt: () => deadline })
      book.endTurn(performance.now())
      await vi.advanceTimersByTimeAsync(10_000)
      expect(calls).toHaveLength(1)
      add(['a'])

      await run()

      expect(endsOf(book.endTurn(performance.now()))).toEqual(ends)
      expect(calls).toHaveLength(most)
      expect(book.size()).toBe(0)
    },
  )

  it('has at most eight calls of a token under way, over however many turns', async () => {
    const { add, run, book, calls } = openLane(undefined, {}, 30_000)
    for (let turn = 0; turn < 9; turn++) {
      add(many(8_000, `turn ${turn} `), 'resource-block')
      const deadline = performance.now() + 1_000
      await run({ deadlineAt: () => deadline })
      book.endTurn(performance.now())
    }

    expect(calls).toHaveLength(8)
  })

  it('waits for a call that hangs where there is none', async () => {
    const { add, run, book } = openLane(undefined, {}, 29_000)
    add(['a'])

    await run()

    expect(outcomes(book)).toEqual({ a: 'enriched' })
  })

  it('does not try again after it, and says how it failed', async () => {
    const { add, run, book, calls } = openLane(() => refused(500), {}, 1_500)
    add(['a'])
    const deadline = performance.now() + 1_000

    await run({ deadlineAt: () => deadline })

    expect(calls).toHaveLength(1)
    expect(outcomes(book)).toEqual({ a: 'upstream-5xx 10s' })
  })

  it('ends what is parked as parked, even when it has passed', async () => {
    const { add, run, book } = openLane(() => refused(401))
    add(['a'])
    await run()
    add(['b'])

    await run({ deadlineAt: () => 0 })

    expect(outcomes(book)).toEqual({ a: 'parked 10m', b: 'parked 10m' })
  })
})
