import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Fetched } from './api.ts'
import { credentialOf } from './fakes/credentials.ts'
import { pendingOf } from './fakes/events.ts'
import { fetchHalves } from './fetch-halves.ts'
import { createLaneBook, type Lookup } from './lane-book.ts'

const grand = credentialOf('grand')
const uuidOf = (nth: number) => `3fa85f64-5717-4562-b3fc-${String(nth).padStart(12, '0')}`
const many = (count: number) => Array.from({ length: count }, (_, nth) => uuidOf(nth))
const found: Fetched = { kind: 'found', items: new Map(), cut: undefined }
const failed = (status: number, message = 'Invalid CustomerIds'): Fetched => ({
  kind: 'failed',
  answer: { kind: 'refused', status, restMs: undefined, message },
  operation: 'customers/getAll',
})
const idsOf = (lookups: readonly Lookup[]) => lookups.map(({ id }) => id)

/** Fetches ids where Mews answers each part as told; counts the calls and says what was settled. */
async function run(ids: readonly string[], answer: (ids: readonly string[]) => Fetched, most = Infinity) {
  const book = createLaneBook('grand')
  for (const id of ids) book.add(pendingOf({ entity_id: id }), 'customer', grand)
  const lookups = book.open().flatMap((operation) => book.take(operation, ids.length, 0))
  const settled: string[] = []
  let calls = 0
  const ask = async (part: readonly Lookup[]) => {
    calls += 1
    return answer(idsOf(part))
  }
  const settle = (part: readonly Lookup[]) => void settled.push(...idsOf(part))
  const left = await fetchHalves(lookups, ask, async () => calls < most, settle)
  return { left, settled, calls }
}
const refusing =
  (bad: readonly string[], status = 400) =>
  (ids: readonly string[]) =>
    ids.some((id) => bad.includes(id)) ? failed(status) : found

describe('fetchHalves', () => {
  it('makes one call where nothing is refused', async () => {
    const { left, settled, calls } = await run(many(1_000), () => found)

    expect(calls).toBe(1)
    expect(settled).toHaveLength(1_000)
    expect(left).toMatchObject({ alone: [], rest: [], isHalted: false })
  })

  it.each([0, 499, 500, 999])('finds the bad one of a thousand with about twenty calls: the %ith', async (nth) => {
    const ids = many(1_000)

    const { left, settled, calls } = await run(ids, refusing([uuidOf(nth)]))

    expect(idsOf(left.alone)).toEqual([uuidOf(nth)])
    expect(left).toMatchObject({ rest: [], isHalted: false, hasPage: true })
    expect(settled.sort()).toEqual(ids.filter((id) => id !== uuidOf(nth)))
    expect(calls).toBeLessThanOrEqual(21)
  })

  it('finds an id that is no UUID with three calls', async () => {
    const { left, settled, calls } = await run([...many(500), 'abc', ...many(1_000).slice(500)], refusing(['abc']))

    expect(idsOf(left.alone)).toEqual(['abc'])
    expect(settled).toHaveLength(1_000)
    expect(calls).toBe(3)
  })

  it('does so for 403 as for 400, and for no other refusal', async () => {
    expect((await run(many(8), refusing([uuidOf(3)], 403))).left.alone).toHaveLength(1)
    for (const status of [401, 404, 409, 410, 429, 500]) {
      expect(await run(many(8), () => failed(status))).toMatchObject({ calls: 1, left: { alone: [], rest: [] } })
    }
  })

  it('is halted when both halves of the first cut are refused in the same words', async () => {
    const { left, settled, calls } = await run(many(1_000), () => failed(400))

    expect(calls).toBe(3)
    expect(left).toMatchObject({ isHalted: true, hasPage: false, alone: [] })
    expect(left.rest).toHaveLength(1_000)
    expect(settled).toEqual([])
  })

  it('is not halted by an odd id beside a bad UUID, and is when all others are refused', async () => {
    const both = await run([...many(100), 'abc'], refusing(['abc', uuidOf(7)]))
    expect(idsOf(both.left.alone).sort()).toEqual([uuidOf(7), 'abc'])
    expect(both.settled).toHaveLength(99)

    const broken = await run([...many(100), 'abc'], () => failed(400))
    expect(broken).toMatchObject({ calls: 5, left: { isHalted: true, hasPage: false } })
    expect(broken.left.rest).toHaveLength(100)
  })

  it('goes on when they are refused in other words', async () => {
    const { left } = await run(many(8), (ids) =>
      ids.includes(uuidOf(0)) ? failed(403) : ids.includes(uuidOf(7)) ? failed(400) : found,
    )

    expect(idsOf(left.alone).sort()).toEqual([uuidOf(0), uuidOf(7)])
    expect(left.isHalted).toBe(false)
  })

  it('is halted after more than forty calls, with what it found', async () => {
    const bad = many(1_000).filter((_, nth) => nth >= 500 && nth % 10 === 0)

    const { left, settled, calls } = await run(many(1_000), refusing(bad))

    expect(calls).toBe(41)
    expect(left).toMatchObject({ isHalted: true, hasPage: true })
    expect(settled.length).toBeGreaterThanOrEqual(500)
    expect(settled.length + left.rest.length + left.alone.length).toBe(1_000)
  })

  it('leaves the rest when no call may be made, or another failure comes', async () => {
    const cut = await run(many(8), refusing([uuidOf(0)]), 2)
    expect(cut).toMatchObject({ calls: 2, settled: [], left: { isHalted: false } })
    expect(cut.left.rest).toHaveLength(8)

    const broken = await run(many(8), (ids) => (ids.length === 8 ? failed(400) : failed(503)))
    expect(broken.calls).toBe(2)
    expect(broken.settled).toHaveLength(4)
    expect(idsOf(broken.left.rest)).toEqual(many(8).slice(4))
  })

  it('settles or leaves every lookup once, whichever ids are bad', async () => {
    const size = fc.integer({ min: 1, max: 200 })
    const badOnes = fc.array(fc.nat(199), { maxLength: 8 })
    await fc.assert(
      fc.asyncProperty(size, badOnes, async (count, nths) => {
        const bad = nths.map(uuidOf)
        const { left, settled, calls } = await run(many(count), refusing(bad))

        expect([...settled, ...idsOf(left.alone), ...idsOf(left.rest)].sort()).toEqual(many(count))
        for (const id of idsOf(left.alone)) expect(bad).toContain(id)
        for (const id of settled) expect(bad).not.toContain(id)
        expect(calls).toBeLessThanOrEqual(41)
      }),
      { numRuns: 200, seed: 1 },
    )
  })
})
