import type { InputRecord } from '@bellhop/kafka'
import { describe, expect, it } from 'vitest'
import { pendingOf } from './fakes/events.ts'
import { deferred } from './judge.ts'
import { addTurn, toProgress, toSums } from './to-progress.ts'
import type { EndedEvent, TurnResult } from './turn.ts'

const recordOf = (topic: string, offset: number): InputRecord => ({
  topic,
  partition: 0,
  offset,
  key: null,
  value: null,
  timestamp: 0,
})
const endedOf = (topic: string, offset: number, end: EndedEvent['end']): EndedEvent => ({
  event: { ...pendingOf(), source: { topic, partition: 0, offset } },
  lane: 'l',
  end,
})
const resultOf = (...ended: EndedEvent[]): TurnResult => ({ ended, unreadable: [], fetched: [] })

describe('the sums of a task', () => {
  it('go on from the note that was committed last, and become the next note', () => {
    const taken = [recordOf('a', 4), recordOf('b', 0), recordOf('a', 6)]
    const unreadable = {
      source: { topic: 'b', partition: 0, offset: 0 },
      original: null,
      end: { end: 'dead-lettered', reason: 'undecodable', class: 'ours', stage: 'decode', detail: '' },
    } as const
    const result = {
      ...resultOf(endedOf('a', 4, { end: 'enriched' }), endedOf('a', 6, deferred('10s'))),
      unreadable: [unreadable],
    }

    const sums = addTurn(toSums(new Map([['a', 'v1 3 1 1 0 1']])), taken, result)

    expect(toProgress(taken, sums)).toEqual(
      new Map([
        ['a', { offset: 7, note: 'v1 5 2 1 0 2' }],
        ['b', { offset: 1, note: 'v1 1 0 0 1 0' }],
      ]),
    )
    expect(toSums(new Map([['a', 'v1 5 2 1 0 2']])).get('a')).toEqual(sums.get('a'))
  })

  it('are not begun from a note that is not ours', () => {
    expect(() => toSums(new Map([['a', '{"lag":5}']]))).toThrow(RangeError)
  })

  it('refuse a turn that lost a record', () => {
    const taken = [recordOf('a', 4), recordOf('a', 5)]

    expect(() => addTurn(new Map(), taken, resultOf(endedOf('a', 4, { end: 'enriched' })))).toThrow(
      'A turn took 2 records of a and ended 1: nothing of it is committed',
    )
    expect(() => addTurn(new Map(), taken, resultOf())).toThrow('took 2 records of a and ended 0')
  })

  it('refuse a turn that ended one record twice and another not at all', () => {
    const twice = endedOf('a', 4, { end: 'enriched' })

    expect(() => addTurn(new Map(), [recordOf('a', 4), recordOf('b', 4)], resultOf(twice, twice))).toThrow(
      'took 1 records of a and ended 2',
    )
  })
})
