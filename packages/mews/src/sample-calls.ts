import { CircuitState, type IBreaker } from 'cockatiel'

/** Milliseconds over which calls are counted. */
const sampleMs = 30_000
/** They are forgotten a second's worth at a time. */
const sliceMs = 1_000
/** Part of the calls that must fail for the breaker to open. */
const maxFailures = 0.5
/** Calls in the sample below which it stays closed. */
const minCalls = 5

type Slice = { readonly nth: number; calls: number; failures: number }

/**
 * Creates what tells whether most calls of the last half minute have failed, at least five calls being counted.
 *
 * cockatiel's SamplingBreaker counts by the wall clock, and forgets one slice for each call that comes, however long it
 * was in coming: failures of the day before counted.
 *
 * @param now - milliseconds of a monotonic clock
 */
export function createSampler(now: () => number): IBreaker {
  let slices: Slice[] = []
  const count = (failures: 0 | 1) => {
    const nth = Math.floor(now() / sliceMs)
    slices = slices.filter((slice) => slice.nth > nth - sampleMs / sliceMs)
    const last = slices.at(-1)
    if (last?.nth !== nth) return void slices.push({ nth, calls: 1, failures })
    last.calls += 1
    last.failures += failures
  }
  const sum = (of: 'calls' | 'failures') => slices.reduce((total, slice) => total + slice[of], 0)
  return {
    // It is never kept from process to process.
    state: undefined,
    success: (state) => {
      if (state === CircuitState.HalfOpen) slices = []
      count(0)
    },
    failure: (state) => {
      count(1)
      return state !== CircuitState.Closed || (sum('calls') >= minCalls && sum('failures') > maxFailures * sum('calls'))
    },
  }
}
