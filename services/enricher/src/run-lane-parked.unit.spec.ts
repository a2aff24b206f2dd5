import type { Answer } from '@bellhop/mews'
import { describe, expect, it, vi } from 'vitest'
import { fakeTime } from './fakes/fake-time.ts'
import { refused } from './fakes/mews.ts'
import { countOf, customers, grand, many, openLane, outcomes, petite } from './fakes/open-lane.ts'

fakeTime()

describe('a refusal for want of access', () => {
  it('401 parks the operation: nothing more of it is sent, and the rest goes on', async () => {
    const { add, run, book, calls, tools } = openLane(({ operation }) =>
      operation === customers ? refused(401) : undefined,
    )
    add(many(3_000))
    add(['p'], 'payment')

    await run()

    expect(tools.onParked).toHaveBeenCalledWith(grand, customers)
    expect(countOf(book)).toEqual({ 'parked 10m': 3_000, enriched: 1 })
    const before = calls.length
    add(['later'])
    await run()
    expect(calls).toHaveLength(before)
    expect(outcomes(book)['later']).toBe('parked 10m')
  })

  it('401 is probed with one call when its time has come, and parks again', async () => {
    const { add, run, book, calls } = openLane(() => refused(401))
    add(['a'])
    await run()
    await vi.advanceTimersByTimeAsync(600_000)
    calls.length = 0
    add(many(5_000))

    await run()

    expect(calls).toHaveLength(1)
    expect(countOf(book)).toEqual({ 'parked 10m': 5_001 })
  })

  it('401 is over when the probe succeeds', async () => {
    let isAllowed = false
    const { add, run, book } = openLane(() => (isAllowed ? undefined : refused(401)))
    add(['a'])
    await run()
    await vi.advanceTimersByTimeAsync(600_000)
    isAllowed = true

    add(['b'])
    await run()
    add(['c'])
    await run()

    expect(outcomes(book)).toEqual({ a: 'parked 10m', b: 'enriched', c: 'enriched' })
  })

  it.each([
    ['429', refused(429, 1_000)],
    ['503', refused(503)],
    ['timeout', { kind: 'unreachable', cause: 'timeout' }],
  ] as ReadonlyArray<[string, Answer]>)(
    '401 is probed again after a probe that ended with %s',
    async (_what, answer) => {
      let nth = 0
      const { add, run, book, calls } = openLane(() => {
        nth += 1
        if (nth === 1) return refused(401)
        return nth === 2 ? answer : undefined
      })
      add(['a'])
      await run()
      await vi.advanceTimersByTimeAsync(600_000)
      add(['b'])

      await run()

      expect(calls.map(({ ids }) => ids)).toEqual([['a'], ['b'], ['b']])
      expect(outcomes(book)).toEqual({ a: 'parked 10m', b: 'enriched' })
    },
  )

  it('401 parks nothing that comes beside a probe which succeeds', async () => {
    let isAllowed = false
    const { add, run, book, calls } = openLane(() => (isAllowed ? undefined : refused(401)), {}, 2_000)
    add(['a'])
    await run()
    await vi.advanceTimersByTimeAsync(600_000)
    isAllowed = true
    add(['b'])
    setTimeout(() => add(['beside']), 1_000)

    await run()

    expect(calls.map(({ ids }) => ids)).toEqual([['a'], ['b'], ['beside']])
    expect(outcomes(book)).toEqual({ a: 'parked 10m', b: 'enriched', beside: 'enriched' })
  })

  it('401 parks what comes beside a probe which fails', async () => {
    const { add, run, book, calls } = openLane(() => refused(401), {}, 2_000)
    add(['a'])
    await run()
    await vi.advanceTimersByTimeAsync(600_000)
    add(['b'])
    setTimeout(() => add(['beside']), 1_000)

    await run()

    expect(calls).toHaveLength(2)
    expect(outcomes(book)).toEqual({ a: 'parked 10m', b: 'parked 10m', beside: 'parked 10m' })
  })

  it('401 of the list of threads is told as that, and parks the messages', async () => {
    const { add, run, book, tools } = openLane(() => refused(401))
    add(['m'], 'message')

    await run()

    expect(tools.onParked).toHaveBeenCalledExactlyOnceWith(grand, 'messageThreads/getAll')
    expect(outcomes(book)).toEqual({ m: 'parked 10m' })
  })

  it.each([
    ['beside', () => undefined],
    ['later', (add: () => void) => add()],
  ] as const)('401 of one token leaves to another what events of both ask for: %s', async (when, addLater) => {
    const { add, run, book, calls } = openLane(({ credential }) => (credential === 'grand' ? refused(401) : undefined))
    const addPetite = () => add(['shared'], 'customer', petite)
    add(['shared', 'own'])
    if (when === 'beside') addPetite()
    await run()
    addLater(addPetite)

    await run()

    expect(outcomes(book)).toEqual({ shared: 'enriched', own: 'parked 10m' })
    expect(calls.map(({ credential, ids }) => [credential, ids])).toEqual([
      ['grand', ['shared', 'own']],
      ['petite', ['shared']],
    ])
    add(['shared'])
    await run()
    expect(calls).toHaveLength(3)
    expect(outcomes(book)).toEqual({ shared: 'enriched', own: 'parked 10m' })
  })

  it('401 of every token parks what events of all of them ask for, with one call of each', async () => {
    const { add, run, book, calls } = openLane(() => refused(401))
    add(['shared'])
    add(['shared'], 'customer', petite)

    await run()

    expect(outcomes(book)).toEqual({ shared: 'parked 10m' })
    expect(calls.map(({ credential }) => credential)).toEqual(['grand', 'petite'])
  })
})
