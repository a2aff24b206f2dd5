import { describe, expect, it } from 'vitest'
import { sumReadiness } from './sum-readiness.ts'

describe('sumReadiness', () => {
  it('is ready while one worker is, and tells each reason once', () => {
    const degraded = { isReady: true, reasons: ['waiting for the brokers'] }
    const broken = { isReady: false, reasons: ['waiting for the brokers', 'no disk'] }

    expect(sumReadiness([degraded, broken, undefined])).toEqual({
      isReady: true,
      reasons: ['waiting for the brokers', 'no disk', 'a worker is starting'],
    })
  })

  it('is not ready without a worker that is', () => {
    expect(sumReadiness([])).toEqual({ isReady: false, reasons: [] })
    expect(sumReadiness([undefined])).toEqual({ isReady: false, reasons: ['a worker is starting'] })
  })
})
