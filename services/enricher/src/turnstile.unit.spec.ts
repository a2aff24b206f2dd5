import { describe, expect, it } from 'vitest'
import { createTurnstile } from './turnstile.ts'

describe('a turnstile', () => {
  it('lets one through in each round of the event loop, in order, and timers and sockets in between', async () => {
    const pass = createTurnstile()
    const seen: string[] = []
    let rounds = 0
    const count = () => {
      rounds += 1
      if (rounds < 10) setImmediate(count)
    }
    setImmediate(count)

    const each = ['a', 'b', 'c'].map(async (name) => {
      await pass()
      seen.push(`${name} in round ${rounds}`)
    })
    await Promise.all(each)

    expect(seen).toEqual(['a in round 1', 'b in round 2', 'c in round 3'])
  })
})
