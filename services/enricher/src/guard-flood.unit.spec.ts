import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { DeadReason, End } from './end.ts'
import { pendingOf } from './fakes/events.ts'
import { guardFlood, type RecentEnds } from './guard-flood.ts'
import { deferred, halted } from './judge.ts'
import type { EndedEvent, TurnResult } from './turn.ts'

const dead = (reason: DeadReason = 'unmappable'): End => ({
  end: 'dead-lettered',
  reason,
  class: 'data',
  stage: 'map',
  detail: 'Phone is not a string',
})
const times = (count: number, end: End, discriminator = 'CustomerUpdated', lane = 'grand'): EndedEvent[] =>
  Array.from({ length: count }, (_, nth) => ({
    event: pendingOf({ discriminator, event_id: `${discriminator} ${nth}` }),
    lane,
    end,
  }))
const enriched: End = { end: 'enriched' }
const turnOf = (...ended: EndedEvent[][]): TurnResult => ({ ended: ended.flat(), unreadable: [], fetched: [] })
const never = () => -Infinity
const countDead = ({ ended }: TurnResult) => ended.filter(({ end }) => end.end === 'dead-lettered').length
const countHalted = ({ ended }: TurnResult) => ended.filter(({ end }) => end === halted).length

/** Guards turns, ten seconds after each other, and gives the dead letters that each writes. */
function guardAll(turns: readonly TurnResult[], everyMs = 10_000, releasedAt: (turn: number) => number = never) {
  let recent: RecentEnds = new Map()
  return turns.map((turn, nth) => {
    const guarded = guardFlood(turn, recent, () => releasedAt(nth), nth * everyMs)
    recent = guarded.recent
    return { dead: countDead(guarded.result), isFlood: guarded.operations.some(({ isFlood }) => isFlood) }
  })
}

describe('the guard against floods', () => {
  it('changes nothing of a turn with few dead letters', () => {
    const turn = turnOf(times(100, dead()))

    const { result, operations } = guardFlood(turn, new Map(), never, 0)

    expect(result).toBe(turn)
    expect(operations).toMatchObject([{ lane: 'grand', operation: 'customers/getAll', dead: 100, isFlood: false }])
  })

  it('has what is beyond a hundred dead letters wait, in the very turn that brings it', () => {
    const { result, operations } = guardFlood(turnOf(times(5_000, dead())), new Map(), never, 0)

    expect([countDead(result), countHalted(result)]).toEqual([100, 4_900])
    expect(operations).toMatchObject([
      { dead: 5_000, isFlood: true, example: { reason: 'unmappable', detail: 'Phone is not a string' } },
    ])
  })

  it('lets through one of a hundred of many that end', () => {
    const few = guardFlood(turnOf(times(150, dead()), times(19_850, enriched)), new Map(), never, 0)
    const many = guardFlood(turnOf(times(201, dead()), times(19_799, enriched)), new Map(), never, 0)

    expect(few.operations).toMatchObject([{ isFlood: false }])
    expect(many.operations).toMatchObject([{ isFlood: true }])
    expect(countDead(many.result)).toBe(200)
  })

  it('takes no event that waits for one that ends: deferrals do not thin a flood out', () => {
    const { operations } = guardFlood(turnOf(times(101, dead()), times(50_000, deferred('10s'))), new Map(), never, 0)

    expect(operations).toMatchObject([{ isFlood: true }])
  })

  it('counts over a minute, and not longer', () => {
    const turns = Array.from({ length: 10 }, () => turnOf(times(30, dead())))

    expect(guardAll(turns).map((turn) => turn.dead)).toEqual([30, 30, 30, 10, 0, 0, 30, 30, 30, 10])
    expect(guardAll(turns, 60_000).every(({ isFlood }) => !isFlood)).toBe(true)
  })

  it('begins to count anew when a halt has ended', () => {
    const turns = [turnOf(times(100, dead())), turnOf(times(100, dead()))]

    expect(guardAll(turns).map((turn) => turn.dead)).toEqual([100, 0])
    expect(guardAll(turns, 10_000, () => 5_000).map((turn) => turn.dead)).toEqual([100, 100])
  })

  it('knows the lanes apart, and the operations, and has two kinds of event share theirs', () => {
    const turn = turnOf(
      times(60, dead(), 'CustomerAdded'),
      times(60, dead(), 'CustomerUpdated'),
      times(60, dead(), 'PaymentUpdated'),
      times(60, dead(), 'CustomerUpdated', 'petite'),
    )

    const { result, operations } = guardFlood(turn, new Map(), never, 0)

    expect(operations.filter(({ isFlood }) => isFlood)).toMatchObject([
      { lane: 'grand', operation: 'customers/getAll' },
    ])
    expect(countDead(result)).toBe(220)
  })

  it.each([
    ['MessageAdded', 'absent', false],
    ['ServiceOrderUpdated', 'absent', false],
    ['CustomerUpdated', 'absent', true],
    ['ServiceOrderUpdated', 'unmappable', true],
    ['CustomerUpdated', 'dropped', false],
    ['CustomerUpdated', 'exhausted', true],
  ] as const)('a crowd of %s that are %s is a flood: %s', (discriminator, reason, isFlood) => {
    const { result, operations } = guardFlood(turnOf(times(500, dead(reason), discriminator)), new Map(), never, 0)

    expect(operations).toMatchObject([{ isFlood }])
    expect(countDead(result)).toBe(isFlood ? 100 : 500)
  })

  it('writes in no minute more than a hundred dead letters and one of a hundred, and loses no event', () => {
    const turn = fc.record({ afterMs: fc.nat(40_000), good: fc.nat(2_000), bad: fc.nat(200) })
    fc.assert(
      fc.property(fc.array(turn, { maxLength: 8 }), (turns) => {
        let [recent, now]: [RecentEnds, number] = [new Map(), 0]
        const written: Array<{ at: number; dead: number; ended: number }> = []
        for (const { afterMs, good, bad } of turns) {
          now += afterMs
          const given = turnOf(times(bad, dead()), times(good, enriched))
          const guarded = guardFlood(given, recent, never, now)
          recent = guarded.recent
          expect(guarded.result.ended).toHaveLength(given.ended.length)
          expect(guarded.result.ended.every(({ event }, nth) => event === given.ended[nth]?.event)).toBe(true)
          written.push({ at: now, dead: countDead(guarded.result), ended: good + bad })
          const minute = written.filter(({ at }) => at > now - 60_000)
          const [deadIn, endedIn] = [
            minute.reduce((sum, row) => sum + row.dead, 0),
            minute.reduce((sum, row) => sum + row.ended, 0),
          ]
          // What was right when it was written stays right: good ends that leave the minute do not make a flood of it.
          if (written.at(-1)?.dead !== 0) expect(deadIn).toBeLessThanOrEqual(Math.max(100, endedIn * 0.01))
        }
      }),
      { numRuns: 30, seed: 1 },
    )
  })
})
