import { partitionOf } from '@bellhop/kafka'
import { describe, expect, it } from 'vitest'
import { credentialOf } from './fakes/credentials.ts'
import { toWaitMs } from './lease.ts'
import { seatNewcomers, toOpenings } from './seat-newcomers.ts'

const partitions = 12
const at = (now: number, isBlind = false) => ({ partitions, now, isBlind })
const north = credentialOf('north', { enterpriseIds: ['e1', 'e2'] })
const south = credentialOf('south', { enterpriseIds: ['e3'] })
const waitMs = toWaitMs(30)

describe('the tokens and enterprises of a directory', () => {
  it('wait for nothing at the start', () => {
    const seats = seatNewcomers(undefined, [north, south], at(5_000, true))

    expect(partitionOf('north', partitions)).not.toBe(partitionOf('south', partitions))
    expect(toOpenings(seats, [north, south], 5_000)).toEqual(new Map())
  })

  it('wait when they come from another lane: the enterprise alone, where the token stays', () => {
    const before = seatNewcomers(undefined, [north, south], at(0))
    const moved = [
      { ...north, enterpriseIds: ['e1'] },
      { ...south, enterpriseIds: ['e3', 'e2'] },
    ]

    const seats = seatNewcomers(before, moved, at(60_000))

    expect(toOpenings(seats, moved, 60_000)).toEqual(new Map([['e2', 60_000 + waitMs]]))
    expect(toOpenings(seats, moved, 60_000 + waitMs)).toEqual(new Map())
  })

  it('wait all together where their token comes from another lane', () => {
    const before = seatNewcomers(undefined, [north], at(0))
    const moved = [{ ...north, chain: 'south', enterpriseIds: ['e1', 'new'] }]

    const openings = toOpenings(seatNewcomers(before, moved, at(60_000)), moved, 60_000)

    expect([...openings.keys()]).toEqual(['e1', 'new'])
    expect(new Set(openings.values())).toEqual(new Set([60_000 + waitMs]))
  })

  it('begin at once when nobody had them before: an enterprise that is added, a token that is rotated', () => {
    const before = seatNewcomers(undefined, [north], at(0))
    const changed = [{ ...north, accessToken: 'rotated' }, south]

    expect(toOpenings(seatNewcomers(before, changed, at(60_000)), changed, 60_000)).toEqual(new Map())
  })

  it('wait with those that come to their lane from another, whose customers they may see', () => {
    const before = seatNewcomers(undefined, [north], at(0))
    const moved = [
      { ...north, chain: 'chain' },
      { ...south, chain: 'chain' },
    ]

    const openings = toOpenings(seatNewcomers(before, moved, at(60_000)), moved, 60_000)

    expect(partitionOf('chain', partitions)).not.toBe(partitionOf('north', partitions))
    expect([...openings.keys()]).toEqual(['e1', 'e2', 'e3'])
  })

  it('begin at once in another lane of the same task, and when a credential only changes its name', () => {
    const chained = { ...north, chain: 'chain' }
    const before = seatNewcomers(undefined, [chained], at(0))
    const renamed = [{ ...chained, name: 'other' }]
    const sibling = lanesOfOneTask()
    const first = seatNewcomers(undefined, [{ ...north, chain: sibling[0] }], at(0))
    const second = [{ ...north, chain: sibling[1] }]

    expect(toOpenings(seatNewcomers(before, renamed, at(60_000)), renamed, 60_000)).toEqual(new Map())
    expect(toOpenings(seatNewcomers(first, second, at(60_000)), second, 60_000)).toEqual(new Map())
  })

  it('are remembered for a while when they leave, and wait from then on when they come back elsewhere', () => {
    const before = seatNewcomers(undefined, [north, south], at(0))
    const without = seatNewcomers(before, [south], at(10_000))
    const back = [{ ...north, chain: 'south' }]

    const seats = seatNewcomers(without, back, at(30_000))

    expect(toOpenings(seats, back, 30_000).get('e1')).toBe(10_000 + waitMs)
    const later = seatNewcomers(without, [south], at(10_000 + waitMs))
    expect(toOpenings(seatNewcomers(later, back, at(200_000)), back, 200_000)).toEqual(new Map())
  })

  it('wait all where versions of the file were missed: they may have been elsewhere meanwhile', () => {
    const before = seatNewcomers(undefined, [north], at(0))

    const seats = seatNewcomers(before, [north, south], at(60_000, true))

    expect([...toOpenings(seats, [north, south], 60_000).keys()]).toEqual(['e1', 'e2', 'e3'])
  })
})

function lanesOfOneTask(): [string, string] {
  const home = partitionOf('lane 0', partitions)
  const other = Array.from({ length: 1_000 }, (_, nth) => `lane ${nth + 1}`).find(
    (lane) => partitionOf(lane, partitions) === home,
  )
  return ['lane 0', other ?? expect.fail('no second lane of the task')]
}
