import { describe, expect, it } from 'vitest'
import { acknowledge, isUnbroken, join, lose, type Ownership, owns, unowned } from './ownership.ts'

const leaseMs = 8_000

/** Joined generation 7 at 1,000, then a heartbeat acknowledged each second. */
function joinedWithHeartbeats(count: number): Ownership {
  let ownership = join(7, 1_000)
  for (let i = 1; i <= count; i++) ownership = acknowledge(ownership, 1_000 + i * 1_000, 7)
  return ownership
}

describe('a process', () => {
  it('owns nothing before it joined', () => {
    expect(owns(unowned, 0, leaseMs)).toBe(false)
  })

  it('owns nothing from its join to its first heartbeat, since a stalled process may only now read of a join long past', () => {
    const joined = join(7, 1_000)

    expect(owns(joined, 1_001, leaseMs)).toBe(false)
    expect(owns(acknowledge(joined, 1_500, 7), 1_501, leaseMs)).toBe(true)
  })

  it('owns what it was given as long as heartbeats are acknowledged', () => {
    expect(owns(joinedWithHeartbeats(60), 61_500, leaseMs)).toBe(true)
  })

  it('owns nothing once the newest acknowledged heartbeat may have been sent a lease ago', () => {
    // The third heartbeat was acknowledged at 4,000, and sent after 3,000.
    const ownership = joinedWithHeartbeats(3)

    expect(owns(ownership, 3_000 + leaseMs - 1, leaseMs)).toBe(true)
    expect(owns(ownership, 3_000 + leaseMs, leaseMs)).toBe(false)
  })

  it('owns nothing when it thaws, not even by the acknowledgement that waited for it all the while', () => {
    const frozen = joinedWithHeartbeats(3)

    const thawed = acknowledge(frozen, 60_000, 7)

    expect(owns(frozen, 60_000, leaseMs)).toBe(false)
    expect(owns(thawed, 60_001, leaseMs)).toBe(false)
  })

  it('owns again after a heartbeat that was sent since it thawed', () => {
    const thawed = acknowledge(joinedWithHeartbeats(3), 60_000, 7)

    expect(owns(acknowledge(thawed, 60_500, 7), 60_501, leaseMs)).toBe(true)
  })

  it('owns nothing while the group hands its tasks round, nor by a heartbeat of the generation that comes of it', () => {
    const losing = lose(joinedWithHeartbeats(3))

    expect(owns(losing, 4_001, leaseMs)).toBe(false)
    expect(owns(acknowledge(losing, 4_100, 8), 4_101, leaseMs)).toBe(false)
  })

  it('owns again what it took for lost, once a heartbeat of the same generation says that nobody else was given it', () => {
    const losing = lose(joinedWithHeartbeats(3))

    expect(owns(acknowledge(losing, 4_100, 7), 4_101, leaseMs)).toBe(true)
  })

  it('owns nothing by a heartbeat before it ever joined, or by one of a generation that it has no tasks of', () => {
    for (const ownership of [unowned, lose(join(6, 1_000)), join(6, 1_000)]) {
      expect(owns(acknowledge(ownership, 1_500, 7), 1_501, leaseMs)).toBe(false)
    }
  })

  it('owns what it is given next', () => {
    const again = acknowledge(join(8, 5_000), 5_500, 8)

    expect(owns(again, 5_600, leaseMs)).toBe(true)
  })

  it('knows that nobody else had its tasks only where the generation is its own or the very next', () => {
    const ownership = joinedWithHeartbeats(3)

    expect([5, 6, 7, 8, 9, 10].filter((generation) => isUnbroken(ownership, generation))).toEqual([7, 8])
  })
})
