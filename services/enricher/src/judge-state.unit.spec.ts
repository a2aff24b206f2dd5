import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { pendingOf } from './fakes/events.ts'
import { judgeStale, judgeState } from './judge-state.ts'

const published = { changedAt: 1_000, contentHash: 7n, fetchedAt: 5_000 }

describe('judgeState', () => {
  it('publishes what was never published', () => {
    expect(judgeState(published, undefined)).toBe('newer')
  })

  it.each([
    ['changed later', { changedAt: 2_000 }, 'newer'],
    ['changed later, fetched by a clock that is behind', { changedAt: 2_000, fetchedAt: 1 }, 'newer'],
    ['the same, fetched again', { fetchedAt: 6_000 }, 'same'],
    ['changed within the same second, fetched later', { contentHash: 8n, fetchedAt: 6_000 }, 'newer'],
    ['changed within the same second, fetched in the same millisecond', { contentHash: 8n }, 'newer'],
    ['another state of the same second, fetched before', { contentHash: 8n, fetchedAt: 4_000 }, 'older'],
    ['changed before, whenever it was fetched', { changedAt: 999, fetchedAt: 9_000 }, 'older'],
    ['changed before, with equal content', { changedAt: 0, fetchedAt: 9_000 }, 'older'],
  ] as const)('finds a state that is %s', (_what, fetched, freshness) => {
    expect(judgeState({ ...published, ...fetched }, published)).toBe(freshness)
  })

  it('never lets an older state follow a newer one, whatever comes in whatever order', () => {
    const anyState = fc.record({
      changedAt: fc.nat(4),
      contentHash: fc.bigInt({ min: 0n, max: 2n }),
      fetchedAt: fc.nat(10),
    })
    fc.assert(
      fc.property(fc.array(anyState), (fetched) => {
        let last: (typeof fetched)[number] | undefined
        for (const state of fetched) {
          if (judgeState(state, last) !== 'newer') continue
          expect(state.changedAt).toBeGreaterThanOrEqual(last?.changedAt ?? 0)
          if (state.changedAt === last?.changedAt) expect(state.fetchedAt).toBeGreaterThanOrEqual(last.fetchedAt)
          last = state
        }
      }),
    )
  })
})

describe('judgeStale', () => {
  it('has an event fetched again three times, ten seconds apart, which are no failures of its own', () => {
    const waiting = { end: 'waiting', reason: 'stale', delay: '10s', isAttempt: false }

    const ends = [0, 1, 2, 3].map((staleReads) => judgeStale(pendingOf({}, { staleReads })))

    expect(ends).toEqual([waiting, waiting, waiting, { end: 'unchanged', reason: 'stale' }])
  })
})
