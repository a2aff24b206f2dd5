import { describe, expect, it } from 'vitest'
import { judgeRace } from './judge-race.ts'

describe('a race', () => {
  const rival = { cpuSeconds: 0.2, p99Ms: 10 }

  it('is as aimed at within the share of its size, with a p99 no higher than the rival has', () => {
    expect(judgeRace(1, { cpuSeconds: 0.2, p99Ms: 10 }, rival)).toEqual([])
    expect(judgeRace(300, { cpuSeconds: 0.3, p99Ms: 10 }, rival)).toEqual([])
  })

  it('tells each aim that is missed', () => {
    expect(judgeRace(1, { cpuSeconds: 0.21, p99Ms: 28 }, rival)).toEqual([
      "1 event a body: 1.05 of the rival's processor time instead of 1",
      "1 event a body: a p99 of 28.0 ms, the rival's is 10.0 ms",
      '1 event a body: a p99 of 28.0 ms instead of 25 ms',
    ])
  })
})
