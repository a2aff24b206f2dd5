import { describe, expect, it } from 'vitest'
import { customerOf } from './fakes/entities.ts'
import { pendingOf } from './fakes/events.ts'
import { fakeTime } from './fakes/fake-time.ts'
import { fieldsIn } from './fakes/fields-of.ts'
import { pageOf } from './fakes/mews.ts'
import { countOf, grand, many, openLane, outcomes, petite } from './fakes/open-lane.ts'

fakeTime()

describe('a lane', () => {
  it('asks for 5,000 entities in five calls of a thousand', async () => {
    const { add, run, calls, book } = openLane()
    add(many(5_000), 'resource-block')

    await run()

    expect(calls.map(({ ids }) => ids.length)).toEqual([1_000, 1_000, 1_000, 1_000, 1_000])
    expect(new Set(calls.flatMap(({ ids }) => ids)).size).toBe(5_000)
    expect(countOf(book)).toEqual({ enriched: 5_000 })
  })

  it('keeps to the pace of its token, with calls under way together', async () => {
    const { add, run, calls, book } = openLane(undefined, {}, 10_000)
    add(many(9_000), 'resource-block')

    await run()

    const gaps = calls.slice(1).map(({ at }, nth) => at - (calls[nth]?.at ?? 0))
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(31_000 / 187 - 1)
    expect(countOf(book)).toEqual({ enriched: 9_000 })
  })

  it('ends as soon as its last call is answered', async () => {
    const { add, run, calls } = openLane(undefined, {}, 37)
    add(['a'])

    await run()

    expect(performance.now()).toBe((calls[0]?.at ?? 0) + 37)
  })

  it('uses the tokens of its credentials side by side', async () => {
    const { add, run, calls } = openLane()
    add(['a'], 'customer', grand)
    add(['b'], 'payment', petite)

    await run()

    expect(calls.map(({ credential, operation }) => `${credential} ${operation}`).sort()).toEqual([
      'grand customers/getAll',
      'petite payments/getAll',
    ])
  })

  it('fills a call with what arrives until it goes out', async () => {
    const { add, run, calls } = openLane()
    add(['a'])
    const arrivals = [['b'], ['c'], []]

    await run({ grow: async () => add(arrivals.shift() ?? []) })

    expect(calls.map(({ ids }) => ids)).toEqual([['a', 'b']])
    expect(arrivals).toHaveLength(2)
  })

  it('fetches an entity again for an event that comes while it is being fetched', async () => {
    const { book, run, calls, add } = openLane(({ ids }, nth) => {
      if (nth === 1) book.add(pendingOf({ entity_id: 'a', event_id: 'late' }), 'customer', grand)
      return pageOf(ids.map((id) => customerOf(id, { FirstName: `call ${nth}` })))
    })
    add(['a'])

    await run()

    expect(calls.map(({ ids }) => ids)).toEqual([['a'], ['a']])
    const lookups = [...book.lookups()]
    expect(lookups).toMatchObject([{ events: [{}, { thin: { event_id: 'late' } }] }])
    expect(lookups.map(fieldsIn)).toMatchObject([{ first_name: 'call 2' }])
  })

  it('ends each id of a batch for itself', async () => {
    const { add, run, book } = openLane(({ ids }) =>
      pageOf(ids.filter((id) => id !== 'absent').map((id) => customerOf(id, id === 'bent' ? { Phone: 5 } : {}))),
    )
    add(['good', 'bent', 'absent'])

    await run()

    expect(outcomes(book)).toEqual({ good: 'enriched', bent: 'unmappable', absent: 'absent 10s' })
  })

  it('finds messages by their threads', async () => {
    const { add, run, book, calls } = openLane(({ operation }) =>
      pageOf(operation === 'messageThreads/getAll' ? [{ Id: 't' }] : [{ Id: 'm', CreatedUtc: '2026-08-10T12:00:00Z' }]),
    )
    add(['m', 'foreign'], 'message')

    await run()

    expect(calls.map(({ operation }) => operation)).toEqual(['messageThreads/getAll', 'messages/getAll'])
    expect(outcomes(book)).toEqual({ m: 'enriched', foreign: 'absent 10s' })
  })
})
