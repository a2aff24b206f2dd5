import { describe, expect, it } from 'vitest'
import { createAdmission } from './admission.ts'

function open(count: number) {
  const process = { isSaturated: false }
  const admit = createAdmission(() => process.isSaturated)
  return { process, turns: Array.from({ length: count }, admit) }
}

describe('the turns of a process', () => {
  it('all make calls while it has time', () => {
    const { turns } = open(4)

    expect(turns.map((turn) => turn.mayCall())).toEqual([true, true, true, true])
  })

  it('make calls by their age while it has none: the two oldest', () => {
    const { turns, process } = open(4)

    process.isSaturated = true

    expect(turns.map((turn) => turn.mayCall())).toEqual([true, true, false, false])
  })

  it('follow when an older one ends', () => {
    const { turns, process } = open(4)
    process.isSaturated = true

    turns[0]?.leave()

    expect(turns.slice(1).map((turn) => turn.mayCall())).toEqual([true, true, false])
  })
})
