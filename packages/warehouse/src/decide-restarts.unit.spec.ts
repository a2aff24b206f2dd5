import { describe, expect, it } from 'vitest'
import { decideRestarts, type Restarts } from './decide-restarts.ts'

const states = (state: string) => new Map([['a', { config: {}, state: 'RUNNING', tasks: [{ id: 0, state }] }]])

describe('decideRestarts', () => {
  it('starts what has failed again at once, then after twice the pause each time, five minutes at most', () => {
    let restarts: Restarts = new Map()
    const at: number[] = []
    for (let nowMs = 0; nowMs <= 1_500_000; nowMs += 10_000) {
      const decided = decideRestarts(['a'], states('FAILED'), restarts, nowMs)
      restarts = decided.restarts
      if (decided.restart.length > 0) at.push(nowMs / 1_000)
    }

    expect(at).toEqual([0, 10, 30, 70, 150, 310, 610, 910, 1_210])
  })

  it('begins with short pauses again once it has run for five minutes', () => {
    const often: Restarts = new Map([['a', { count: 9, atMs: 0 }]])

    const ran = decideRestarts(['a'], states('RUNNING'), often, 300_001)
    const failed = decideRestarts(['a'], states('FAILED'), ran.restarts, 310_000)

    expect(failed).toEqual({ restart: ['a'], create: [], restarts: new Map([['a', { count: 1, atMs: 310_000 }]]) })
  })

  it('leaves alone what runs, what is paused and what is not ours', () => {
    const nothing = { restart: [], create: [], restarts: new Map() }

    for (const state of ['RUNNING', 'PAUSED', 'UNASSIGNED']) {
      expect(decideRestarts(['a'], states(state), new Map(), 0)).toEqual(nothing)
    }
    expect(decideRestarts([], states('FAILED'), new Map(), 0)).toEqual(nothing)
  })

  it('makes what is gone again, at once and then after twice the pause each time', () => {
    let restarts: Restarts = new Map()
    const at: number[] = []
    for (let nowMs = 0; nowMs <= 70_000; nowMs += 10_000) {
      const decided = decideRestarts(['a', 'gone'], states('RUNNING'), restarts, nowMs)
      restarts = decided.restarts
      expect(decided.restart).toEqual([])
      if (decided.create.includes('gone')) at.push(nowMs / 1_000)
    }

    expect(at).toEqual([0, 10, 30, 70])
  })

  it('sees a connector that has failed without a task of its own', () => {
    const failed = new Map([['a', { config: {}, state: 'FAILED', tasks: [] }]])

    expect(decideRestarts(['a'], failed, new Map(), 0).restart).toEqual(['a'])
  })
})
