import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createPackedStates } from './packed-states.ts'
import type { PublishedState } from './published-state.ts'

const anyState = fc.record({
  changedAt: fc.integer({ min: -(2 ** 52), max: 2 ** 52 }),
  contentHash: fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }),
  fetchedAt: fc.integer({ min: 0, max: 2 ** 52 }),
})
const aUuid = '3fa85f64-5717-4562-b3fc-2c963f66afa6'
/** Few ids, so that they come again, and such as are alike: cases of a UUID, what is nearly one, what is none. */
const anyId = fc.oneof(
  fc.integer({ min: 0, max: 30 }).map((n) => `3fa85f64-5717-4562-b3fc-${String(n).padStart(12, '0')}`),
  fc.integer({ min: 0, max: 30 }).map((n) => `${n.toString(16).padStart(8, '0')}-5717-4562-b3fc-2c963f66afa6`),
  fc.constantFrom(aUuid, aUuid.toUpperCase(), `${aUuid} `, aUuid.replaceAll('-', ''), aUuid.replace('-', '_'), '', '7'),
  fc.uuid(),
  fc.string({ maxLength: 3 }),
)
const anyStep = fc.oneof(
  fc.record({ id: anyId, state: anyState }),
  fc.record({ id: anyId, state: fc.constant<PublishedState | undefined>(undefined) }),
)

describe('packed states', () => {
  it('hold what a Map would hold, whatever the ids', () => {
    fc.assert(
      fc.property(fc.array(anyStep, { maxLength: 400 }), fc.array(anyId), (steps, asked) => {
        const packed = createPackedStates()
        const map = new Map<string, PublishedState>()
        for (const { id, state } of steps) {
          if (state === undefined) {
            packed.forget(id)
            map.delete(id)
          } else {
            packed.set(id, state)
            map.set(id, state)
          }
          expect(packed.get(id)).toEqual(map.get(id))
        }

        expect(packed.size()).toBe(map.size)
        for (const id of [...asked, ...map.keys()]) expect(packed.get(id)).toEqual(map.get(id))
      }),
      { numRuns: 200 },
    )
  })

  it('hold each of 100,000 ids of one maker, alike but for a few digits, and none that they were not given', () => {
    const packed = createPackedStates()
    const idOf = (n: number) => `3fa85f64-5717-4562-b3fc-${n.toString(16).padStart(12, '0')}`
    for (let n = 0; n < 100_000; n += 1) packed.set(idOf(n), { changedAt: n, contentHash: BigInt(n), fetchedAt: -n })

    const wrong = Array.from({ length: 100_000 }, (_, n) => n).filter((n) => packed.get(idOf(n))?.changedAt !== n)
    expect(wrong).toEqual([])
    expect(packed.get(idOf(100_000))).toBeUndefined()
    expect(packed.size()).toBe(100_000)
  })

  it('take about 50 bytes for each', () => {
    const before = process.memoryUsage().arrayBuffers
    const packed = createPackedStates()
    const idOf = (n: number) => `${n.toString(16).padStart(8, '0')}-5717-4562-b3fc-2c963f66afa6`
    for (let n = 0; n < 50_000; n += 1) packed.set(idOf(n), { changedAt: n, contentHash: 1n, fetchedAt: n })

    const bytes = process.memoryUsage().arrayBuffers - before
    expect(bytes / 50_000).toBeLessThan(60)
  })
})
