import { describe, expect, it } from 'vitest'
import { lookAgain } from './look-again.ts'

/** A look of the given length that finds one thing after another, and the clock that it takes its time from. */
function createLook(tookMs: number, finds: readonly string[]) {
  let clock = 0
  let looks = 0
  const look = () => {
    clock += tookMs
    return Promise.resolve(finds[Math.min(looks++, finds.length - 1)])
  }
  return { look, now: () => clock, looks: () => looks }
}

const isGood = (found: string | undefined) => found === 'good'

describe('lookAgain', () => {
  it('is content with the first good look', async () => {
    const { look, now, looks } = createLook(100, ['good', 'bad'])

    expect(await lookAgain(look, isGood, 1_000, undefined, now)).toBe('good')
    expect(looks()).toBe(1)
  })

  it('believes no fault of a look that began too early, however long it took', async () => {
    const { look, now } = createLook(20_000, ['bad', 'good'])

    expect(await lookAgain(look, isGood, 15_000, undefined, now)).toBe('good')
  })

  it('tells of a fault that lasts', async () => {
    const { look, now, looks } = createLook(400, ['bad'])

    expect(await lookAgain(look, isGood, 1_000, undefined, now)).toBe('bad')
    expect(looks()).toBe(4)
  })

  it('ends with the reason of the stop', async () => {
    const { look, now } = createLook(400, ['bad'])
    const stopping = AbortSignal.abort(new Error('enough'))

    await expect(lookAgain(look, isGood, 1_000, stopping, now)).rejects.toThrow('enough')
  })
})
