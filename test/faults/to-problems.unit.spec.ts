import { describe, expect, it } from 'vitest'
import { toProblems } from './to-problems.ts'

const bounds = { allowed: [], slowestMs: 4_500, repeatable: 0, damaged: [] }
const good = {
  name: 'a fault',
  posted: 10,
  kept: 10,
  refused: 0,
  unanswered: 0,
  longestAnswerMs: 2_000,
  events: { acknowledged: 10, lost: 0, repeated: 0, disordered: 0 },
  spooledBytes: 0,
  drainedSeconds: 0,
  what: 'nothing',
}

describe('toProblems', () => {
  it('has nothing to say where every body was kept', () => {
    expect(toProblems(good, bounds)).toEqual([])
  })

  it('tells each promise that was not kept', () => {
    const events = { ...good.events, lost: 1, repeated: 3 }
    const bad = {
      ...good,
      kept: 3,
      refused: 4,
      unanswered: 2,
      longestAnswerMs: 4_600,
      events,
      drainedSeconds: undefined,
    }

    expect(toProblems(bad, { ...bounds, repeatable: 2, damaged: ['spool/0/a.segment.damaged'] })).toEqual([
      '1 acknowledged events are on no topic',
      '3 events stand twice, and only 2 were spooled',
      'an answer took 4600 ms',
      'the spool did not get empty',
      'a segment is damaged: spool/0/a.segment.damaged',
      '4 bodies were refused',
      '2 bodies were not answered',
      '1 bodies had an answer that none should have',
    ])
  })

  it('bears what may happen under a fault, but not that nothing was kept', () => {
    const allowed = ['refused', 'unanswered'] as const

    expect(toProblems({ ...good, kept: 5, refused: 3, unanswered: 2 }, { ...bounds, allowed })).toEqual([])
    expect(toProblems({ ...good, kept: 0, refused: 10 }, { ...bounds, allowed })).toEqual([
      'no body was answered 204: nothing was tried',
    ])
  })
})
