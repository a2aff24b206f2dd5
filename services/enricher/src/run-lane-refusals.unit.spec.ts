import { describe, expect, it, vi } from 'vitest'
import { customerOf } from './fakes/entities.ts'
import { pendingOf } from './fakes/events.ts'
import { fakeTime } from './fakes/fake-time.ts'
import { pageOf, refused } from './fakes/mews.ts'
import { countOf, customers, grand, many, openLane, outcomes, uuids } from './fakes/open-lane.ts'

fakeTime()

describe('a refusal', () => {
  it.each([408, 413])('%i has it asked for half, and for no more again than what was answered', async (status) => {
    const { add, run, book, calls } = openLane(({ ids }) => (ids.length > 300 ? refused(status) : undefined))
    add(many(1_000))
    await run()
    expect(countOf(book)).toEqual({ enriched: 1_000 })
    const before = calls.length
    book.endTurn(performance.now())
    add(many(1_000, 'd'))

    await run()

    expect(calls.slice(0, 3).map(({ ids }) => ids.length)).toEqual([1_000, 500, 250])
    expect(calls.slice(before).map(({ ids }) => ids.length)).toEqual([250, 250, 250, 250])
  })

  it('an answer that is more than we read has it asked for half', async () => {
    const { add, run, book, calls } = openLane(({ ids }) =>
      ids.length > 600 ? { kind: 'unreachable', cause: 'too-large' } : undefined,
    )
    add(many(1_000))

    await run()

    expect(calls.map(({ ids }) => ids.length)).toEqual([1_000, 500, 500])
    expect(countOf(book)).toEqual({ enriched: 1_000 })
  })

  it('408 for one id alone is waited for, and is no fault of its own', async () => {
    const { add, run, book, calls } = openLane(() => refused(408))
    add(['a'])

    await run()

    expect(calls).toHaveLength(3)
    expect(outcomes(book)).toEqual({ a: 'refused 10s' })
  })

  it('409 is tried again at once, then the events wait', async () => {
    const { add, run, book, calls } = openLane(() => refused(409))
    add(['a'])

    await run()

    expect(calls).toHaveLength(2)
    expect((calls[1]?.at ?? 0) - (calls[0]?.at ?? 0)).toBeLessThan(400)
    expect(outcomes(book)).toEqual({ a: 'conflict 10s' })
  })

  it('nothing is sent while the breaker is open, and the events wait', async () => {
    const breaker = { mayCall: () => false, openMs: () => 120_000, closedAt: () => 0 }
    const { add, run, book, calls } = openLane(undefined, { breaker })
    add(['a', 'b'])
    add(['p'], 'payment')

    await run()

    expect(calls).toEqual([])
    expect(countOf(book)).toEqual({ 'breaker 1m': 3 })
  })

  it('a breaker that opens stops what is under way from turning pages or cutting batches', async () => {
    let isOpen = false
    const breaker = { mayCall: () => !isOpen, openMs: () => (isOpen ? 1 : 0), closedAt: () => 0 }
    const { add, run, book, calls } = openLane(
      () => {
        isOpen = true
        return refused(400)
      },
      { breaker },
    )
    add(uuids(4), 'payment')

    await run()

    expect(calls).toHaveLength(1)
    expect(countOf(book)).toEqual({ 'breaker 10s': 4 })
  })

  it('an answer with entities that nobody asked for is counted, and none of them is published', async () => {
    const { add, run, book, tools } = openLane(({ ids }) =>
      pageOf([null, customerOf('foreign'), ...ids.map((id) => customerOf(id)), customerOf('other')]),
    )
    add(['a'])

    await run()

    expect(outcomes(book)).toEqual({ a: 'enriched' })
    expect(tools.onStrangers).toHaveBeenCalledExactlyOnceWith(customers, 3)
  })

  it('one field of the wrong type among a thousand entities ends its own events alone', async () => {
    const { add, run, book } = openLane(({ ids }) =>
      pageOf(ids.map((id) => ({ ...customerOf(id), ...(id === 'c500' ? { IsActive: 'yes' } : {}) }))),
    )
    add(many(1_000))

    await run()

    expect(countOf(book)).toEqual({ enriched: 999, unmappable: 1 })
    const bad = [...book.lookups()].find(({ id }) => id === 'c500')
    expect(bad?.answer && 'ends' in bad.answer && bad.answer.ends(pendingOf())).toMatchObject({
      reason: 'unmappable',
      detail: expect.stringContaining('IsActive'),
    })
  })

  it('a UUID in two cases is asked for once, and found in whichever case Mews answers', async () => {
    const id = '3fa85f64-5717-4562-b3fc-2c963f66afa6'
    const { add, run, calls, book } = openLane(({ ids }) => pageOf(ids.map((asked) => customerOf(asked.toUpperCase()))))
    add([id, id.toUpperCase()])

    await run()

    expect(calls.map(({ ids }) => ids)).toEqual([[id]])
    expect([...book.lookups()]).toMatchObject([{ id, events: [{}, {}] }])
    expect(outcomes(book)).toEqual({ [id]: 'enriched' })
  })

  it('429 rests the token for as long as Mews says, and loses nothing', async () => {
    const { add, run, book, calls, tools } = openLane((_call, nth) => (nth === 1 ? refused(429, 7_000) : undefined))
    add(['a'])

    await run()

    expect(calls).toHaveLength(2)
    expect((calls[1]?.at ?? 0) - (calls[0]?.at ?? 0)).toBeGreaterThanOrEqual(7_000)
    expect(tools.onFrozen).toHaveBeenCalledExactlyOnceWith(grand, 7_000)
    expect(outcomes(book)).toEqual({ a: 'enriched' })
  })

  it('429 rests it longer each time, where Mews does not say how long', async () => {
    const { add, run, tools } = openLane((_call, nth) => (nth <= 3 ? refused(429) : undefined))
    add(['a'])

    await run()

    expect(tools.onFrozen.mock.calls.map(([, restMs]) => restMs)).toEqual([1_000, 2_000, 4_000])
  })

  it('500 is tried three times, then the events wait, and it is no attempt of theirs', async () => {
    const { add, run, book, calls } = openLane(() => refused(500))
    add(['a', 'b'])

    await run()

    expect(calls.map(({ ids }) => ids)).toEqual([
      ['a', 'b'],
      ['a', 'b'],
      ['a', 'b'],
    ])
    const [lookup] = book.lookups()
    const end = lookup?.answer && 'ends' in lookup.answer ? lookup.answer.ends(pendingOf()) : undefined
    expect(end).toEqual({ end: 'waiting', reason: 'upstream-5xx', delay: '10s', isAttempt: false })
  })

  it.each(['timeout', 'connection', 'truncated', 'not-json', 'too-large'] as const)(
    '%s is tried again',
    async (cause) => {
      const { add, run, book, calls } = openLane((_call, nth) =>
        nth === 1 ? { kind: 'unreachable', cause } : undefined,
      )
      add(['a'])

      await run()

      expect(calls).toHaveLength(2)
      expect(outcomes(book)).toEqual({ a: 'enriched' })
    },
  )

  it('of what failed before is told apart for the breaker', async () => {
    const { book, run, calls } = openLane()
    const failed = (id: string) => pendingOf({ entity_id: id, event_id: id }, { lastReason: 'upstream-5xx' })
    book.add(failed('a'), 'customer', grand)
    await run()
    for (const id of ['b', 'c']) book.add(failed(id), 'customer', grand)
    book.add(pendingOf({ entity_id: 'd', event_id: 'd' }), 'customer', grand)
    await run()

    expect(calls.map(({ ids, isSuspect }) => [ids, isSuspect])).toEqual([
      [['a'], true],
      [['d'], false],
      [['b', 'c'], true],
    ])
  })

  it('makes events wait longer the longer it lasts', async () => {
    let isDown = true
    const { add, run, book } = openLane(() => (isDown ? refused(503) : undefined))
    add(['a'])
    await run()
    await vi.advanceTimersByTimeAsync(120_000)
    add(['b'])
    await run()
    isDown = false
    add(['c'])
    await run()
    isDown = true
    add(['d'])
    await run()

    expect(outcomes(book)).toEqual({
      a: 'upstream-5xx 10s',
      b: 'upstream-5xx 1m',
      c: 'enriched',
      d: 'upstream-5xx 10s',
    })
  })
})
