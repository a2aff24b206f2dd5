import { describe, expect, it } from 'vitest'
import { createAdmission } from './admission.ts'

function open(count: number) {
  const process = { isSaturated: false, now: 0 }
  const admit = createAdmission(
    () => process.isSaturated,
    () => process.now,
  )
  return { process, turns: Array.from({ length: count }, admit) }
}

describe('the turns of a process', () => {
  it('all make calls while it has time', () => {
    const { turns } = open(4)

    expect(turns.map((turn) => turn.mayCall())).toEqual([true, true, true, true])
  })

  it('make calls by their age while it has none: the two oldest of those that could', () => {
    const { turns, process } = open(4)

    process.isSaturated = true

    expect(turns.map((turn) => turn.mayCall())).toEqual([true, true, false, false])
  })

  it('follow when an older one ends', () => {
    const { turns, process } = open(4)
    process.isSaturated = true
    for (const turn of turns) turn.mayCall()

    turns[0]?.leave()

    expect(turns.slice(1).map((turn) => turn.mayCall())).toEqual([true, true, false])
  })

  it('do not wait for older ones that have nothing to call for, or wait for their token', () => {
    const { turns, process } = open(4)
    process.isSaturated = true
    for (const turn of turns) turn.mayCall()

    process.now += 251

    expect(turns.slice(2).map((turn) => turn.mayCall())).toEqual([true, true])
    expect(turns.map((turn) => turn.mayCall())).toEqual([true, true, false, false])
  })
})
