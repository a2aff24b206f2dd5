import { describe, expect, it } from 'vitest'
import { medianLane, toLaneDelays } from './to-lane-delays.ts'

const credential = {
  name: 'grand-a',
  chain: 'grand',
  chainIds: [],
  accessToken: 'a token',
  enterpriseIds: ['grand-1', 'grand-2'],
  requestsPerWindow: 200,
  windowSeconds: 30,
}
const directory = {
  baseUrl: 'http://127.0.0.1:1',
  client: 'Bellhop 1.0.0',
  clientToken: 'none',
  credentials: [credential, { ...credential, name: 'petite-a', chain: 'petite', enterpriseIds: ['petite-1'] }],
}
const seen = (enterpriseId: string, delayMs: number) => ({ enterpriseId, delayMs, id: `${delayMs}`, events: 1 })

describe('toLaneDelays', () => {
  it('counts the enterprises of a chain together, and names the slowest lane first', () => {
    const records = [seen('petite-1', 10), seen('grand-1', 100), seen('grand-2', 300), seen('petite-1', 20)]

    expect(toLaneDelays(records, directory)).toEqual([
      { lane: 'grand', records: 2, p50: 100, p99: 300 },
      { lane: 'petite', records: 2, p50: 10, p99: 20 },
    ])
  })

  it('takes an enterprise that no credential serves for a lane of its own', () => {
    expect(toLaneDelays([seen('stranger', 5)], directory)).toEqual([{ lane: 'stranger', records: 1, p50: 5, p99: 5 }])
  })
})

describe('medianLane', () => {
  it('is the one in the middle', () => {
    const lanes = ['slow', 'middle', 'quick'].map((lane, nth) => ({ lane, records: 1, p50: 1, p99: 3 - nth }))

    expect(medianLane(lanes)?.lane).toBe('middle')
    expect(medianLane([])).toBeUndefined()
  })
})
