import type { Credential } from '@bellhop/mews'
import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { credentialOf } from './fakes/credentials.ts'
import { createTokens, createVerdicts, type Tokens, type Verdicts } from './tokens.ts'

vi.setConfig({ testTimeout: 120_000 })

/** A connection may take so long, and the call arrives after it. */
const latestMs = 1_000
const processes = 3

/** How long calls travel: at once, as late as they may, or so that all of a second arrive at its end. */
type Travel = 'prompt' | 'late' | 'gathered'

/** What happens to the tokens of a lane. Its task is always with one process, and its calls are made by no other. */
type Happening =
  | { readonly kind: 'work'; readonly ms: number; readonly travel: Travel }
  | { readonly kind: 'idle'; readonly ms: number }
  /** The task goes to that process, which may be the same: it begins anew. */
  | { readonly kind: 'hand over'; readonly to: number }
  | { readonly kind: 'storm'; readonly owners: number; readonly ms: number }
  /** A 429 that our calls did not cause. A wall clock that is wrong makes any rest out of a date. */
  | { readonly kind: 'refused'; readonly restMs: number | undefined }
  | { readonly kind: 'answered' }

const travels = fc.constantFrom<Travel[]>('prompt', 'late', 'gathered')
const rests = fc.oneof(fc.constantFrom(0, 1_000, 3_600_000, undefined), fc.nat({ max: 20_000 }))
const happening = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('work' as const), ms: fc.nat(15_000), travel: travels }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('idle' as const), ms: fc.nat(40_000) }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('hand over' as const), to: fc.nat(processes - 1) }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('storm' as const), owners: fc.nat(40), ms: fc.nat(500) }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('refused' as const), restMs: rests }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('answered' as const) }) },
)
const stories: fc.Arbitrary<Happening[]> = fc.array(happening, { maxLength: 40 })
const limits = fc.record({
  requestsPerWindow: fc.integer({ min: 20, max: 250 }),
  windowSeconds: fc.integer({ min: 1, max: 60 }),
})

/** Lives through a story as eagerly as the tokens allow; gives when the calls of each token arrived. */
function live(credentials: readonly Credential[], story: readonly Happening[]): number[][] {
  const arrivals = credentials.map((): number[] => [])
  const verdicts: Verdicts[] = Array.from({ length: processes }, () => createVerdicts())
  let now = 0
  let owner = 0
  let tokens: Tokens = createTokens(verdicts[owner])
  const handOver = (to: number) => {
    owner = to
    tokens = createTokens(verdicts[owner])
  }
  const work = (ms: number, travel: Travel) => {
    for (const [nth, credential] of credentials.entries()) {
      for (let at = now; at <= now + ms; ) {
        const waitMs = tokens.waitFor(credential, at)
        if (waitMs > 0) {
          // A timer fires on whole milliseconds.
          at += Math.ceil(waitMs)
          continue
        }
        tokens.spend(credential, at)
        arrivals[nth]?.push(arrive(at, travel))
      }
    }
    now += ms
  }
  for (const each of story) {
    if (each.kind === 'work') work(each.ms, each.travel)
    else if (each.kind === 'idle') now += each.ms
    else if (each.kind === 'hand over') handOver(each.to)
    else if (each.kind === 'storm') {
      for (let nth = 0; nth < each.owners; nth += 1) {
        handOver(nth % processes)
        work(each.ms, nth % 2 === 0 ? 'late' : 'prompt')
      }
    } else {
      for (const credential of credentials) {
        if (each.kind === 'refused') tokens.freeze(credential, now, each.restMs)
        else tokens.answered(credential)
      }
    }
  }
  return arrivals
}

function arrive(at: number, travel: Travel): number {
  if (travel === 'prompt') return at
  return travel === 'late' ? at + latestMs : Math.ceil(at / latestMs) * latestMs
}

/** The most calls that Mews counts in any window: it counts when they arrive, and refused ones as well. */
function fullestWindow(arrivals: readonly number[], windowMs: number): number {
  const sorted = [...arrivals].sort((a, b) => a - b)
  let most = 0
  let first = 0
  for (const [last, at] of sorted.entries()) {
    while ((sorted[first] ?? at) <= at - windowMs) first += 1
    most = Math.max(most, last - first + 1)
  }
  return most
}

describe('the tokens of a lane', () => {
  it('are never used faster than Mews allows, whoever owns the task, however late calls arrive and whatever a 429 says', () => {
    fc.assert(
      fc.property(limits, fc.integer({ min: 1, max: 3 }), stories, (limit, count, story) => {
        const credentials = Array.from({ length: count }, (_, nth) => credentialOf(`token-${nth}`, limit))
        for (const arrivals of live(credentials, story)) {
          expect(fullestWindow(arrivals, limit.windowSeconds * 1_000)).toBeLessThanOrEqual(limit.requestsPerWindow)
        }
      }),
      { numRuns: 300 },
    )
  })

  it('are used for most of what Mews allows by a steady owner, else the limit was not tried', () => {
    const [arrivals = []] = live([credentialOf('general')], [{ kind: 'work', ms: 300_000, travel: 'prompt' }])

    expect(fullestWindow(arrivals, 30_000)).toBeGreaterThan(180)
  })
})
