import { describe, expect, it } from 'vitest'
import { DeadlineError, waitUntil } from './wait-until.ts'

describe('waitUntil', () => {
  it('asks until the condition holds', async () => {
    let asked = 0

    await waitUntil('it was asked thrice', () => ++asked === 3, 60_000, 0)

    expect(asked).toBe(3)
  })

  it('names what did not happen', async () => {
    const waiting = waitUntil('pigs fly', () => false, 0, 0)

    await expect(waiting).rejects.toThrow(new DeadlineError('pigs fly: not so after 0 s'))
  })

  it('ends with the reason of the stop, long before its next question', async () => {
    const stopping = new AbortController()

    const waiting = waitUntil('pigs fly', () => false, 600_000, 600_000, stopping.signal)
    stopping.abort()

    await expect(waiting).rejects.toBe(stopping.signal.reason)
  })
})
