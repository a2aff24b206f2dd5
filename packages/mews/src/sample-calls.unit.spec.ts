import { CircuitState } from 'cockatiel'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createSampler } from './sample-calls.ts'

const { Closed, HalfOpen } = CircuitState

function open() {
  let now = 5_000
  const sampler = createSampler(() => now)
  /** Fails so many calls; tells whether the last of them opens the breaker. */
  const fail = (times: number) => Array.from({ length: times }, () => sampler.failure(Closed)).at(-1)
  const succeed = (times: number) => {
    for (let nth = 0; nth < times; nth++) sampler.success(Closed)
  }
  return {
    ...sampler,
    fail,
    succeed,
    pass: (ms: number) => {
      now += ms
    },
  }
}

describe('the sample of calls', () => {
  it('opens the breaker by the fifth failure of half a minute', () => {
    const { fail, pass } = open()

    expect(fail(4)).toBe(false)
    pass(28_999)
    expect(fail(1)).toBe(true)
  })

  it('has forgotten after half a minute, though nothing was called meanwhile', () => {
    const { fail, pass } = open()
    fail(4)

    pass(12 * 3_600_000)

    expect(fail(1)).toBe(false)
    expect(fail(4)).toBe(true)
  })

  it('forgets successes as it does failures', () => {
    const { fail, succeed, pass } = open()
    succeed(100)
    expect(fail(50)).toBe(false)

    pass(30_000)

    expect(fail(5)).toBe(true)
  })

  it('begins anew with a probe that succeeds, and opens by one that fails', () => {
    const { fail, success, failure } = open()
    fail(5)

    success(HalfOpen)

    expect(fail(1)).toBe(false)
    expect(failure(HalfOpen)).toBe(true)
  })

  it('counts what was called within half a minute, and nothing else', () => {
    const call = fc.record({ afterSeconds: fc.nat({ max: 12 }), isFailure: fc.boolean() })
    fc.assert(
      fc.property(fc.array(call, { maxLength: 60 }), (calls) => {
        const { success, failure, pass } = open()
        const past: Array<{ readonly at: number; readonly isFailure: boolean }> = []
        let at = 0
        for (const { afterSeconds, isFailure } of calls) {
          pass(afterSeconds * 1_000)
          at += afterSeconds
          past.push({ at, isFailure })
          const within = past.filter((each) => at - each.at < 30)
          const failed = within.filter((each) => each.isFailure).length
          if (!isFailure) success(Closed)
          else expect(failure(Closed)).toBe(within.length >= 5 && failed > within.length / 2)
        }
      }),
    )
  })
})
