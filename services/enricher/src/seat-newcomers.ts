import { partitionOf } from '@bellhop/kafka'
import { type Credential, toLane } from '@bellhop/mews'
import { toWaitMs } from './lease.ts'

/** The task that works for an access token or an enterprise. */
export type Seat = {
  readonly partition: number
  /** Monotonic milliseconds before which the task makes no call for it; 0 where no other task can have made one. */
  readonly opensAt: number
  /** Since when the directory does not name it any more; undefined while it does. */
  readonly leftAt: number | undefined
  /** Milliseconds that it waits for when it goes elsewhere. */
  readonly waitMs: number
}

/** Seats by token and by enterprise, of which no two have one name here. */
export type Seats = ReadonlyMap<string, Seat>

/** What is known when a directory was read. */
export type SeatOptions = {
  /** Partitions of every event and retry topic. */
  readonly partitions: number
  /** Monotonic milliseconds. */
  readonly now: number
  /** Whether other versions of the directory may have been missed since the last one. */
  readonly isBlind: boolean
}

/**
 * Seats every token and enterprise of a directory. What comes from the seat of another task waits, see `lease.ts`; so
 * does what left a while ago, from when it left, and what joins its lane meanwhile; and where versions were missed,
 * everything.
 *
 * @param before - the seats so far; undefined at the start, when there is nothing to compare with and nothing waits
 */
export function seatNewcomers(
  before: Seats | undefined,
  credentials: readonly Credential[],
  options: SeatOptions,
): Seats {
  const { partitions, now, isBlind } = options
  const seats = new Map<string, Seat>()
  for (const credential of credentials) {
    const partition = partitionOf(toLane(credential), partitions)
    const waitMs = toWaitMs(credential.windowSeconds)
    for (const subject of subjectsOf(credential)) {
      const seat = before?.get(subject)
      const isAtHome = seat === undefined || seat.partition === partition
      const opensAt = isAtHome ? (seat?.opensAt ?? 0) : (seat.leftAt ?? now) + Math.max(seat.waitMs, waitMs)
      const isMissed = before !== undefined && isBlind
      seats.set(subject, { partition, opensAt: isMissed ? now + waitMs : opensAt, leftAt: undefined, waitMs })
    }
  }
  joinNewcomers(before, seats, credentials)
  for (const [subject, seat] of before ?? []) {
    const leftAt = seat.leftAt ?? now
    if (!seats.has(subject) && now < leftAt + seat.waitMs) seats.set(subject, { ...seat, leftAt })
  }
  return seats
}

/** When calls may be made for each enterprise that has to wait for itself or for its token; those not named may now. */
export function toOpenings(seats: Seats, credentials: readonly Credential[], now: number): ReadonlyMap<string, number> {
  const openings = new Map<string, number>()
  for (const credential of credentials) {
    for (const id of credential.enterpriseIds) {
      const subjects = [tokenKey(credential), enterpriseKey(id)]
      const opensAt = Math.max(...subjects.map((subject) => seats.get(subject)?.opensAt ?? 0))
      if (opensAt > now) openings.set(id, opensAt)
    }
  }
  return openings
}

/** Has what nobody had before wait with the newcomers of its lane: both may see the customers of one chain. */
function joinNewcomers(before: Seats | undefined, seats: Map<string, Seat>, credentials: readonly Credential[]): void {
  const latest = new Map<string, number>()
  for (const credential of credentials) {
    const lane = toLane(credential)
    for (const subject of subjectsOf(credential)) {
      latest.set(lane, Math.max(latest.get(lane) ?? 0, seats.get(subject)?.opensAt ?? 0))
    }
  }
  for (const credential of credentials) {
    const opensAt = latest.get(toLane(credential)) ?? 0
    for (const subject of subjectsOf(credential)) {
      const seat = seats.get(subject)
      if (seat !== undefined && !before?.has(subject)) seats.set(subject, { ...seat, opensAt })
    }
  }
}

function subjectsOf(credential: Credential): string[] {
  return [tokenKey(credential), ...credential.enterpriseIds.map(enterpriseKey)]
}

function tokenKey({ accessToken }: Credential): string {
  return `token ${accessToken}`
}

function enterpriseKey(id: string): string {
  return `enterprise ${id}`
}
