import { type Directory, toCredentialsByEnterprise, toLanes } from '@bellhop/mews'
import { lateMs } from './lease.ts'
import type { Routing } from './route-event.ts'
import { type Seats, seatNewcomers, toOpenings } from './seat-newcomers.ts'

/** A directory as it was read, in the form that the work asks for it. */
export type Adopted = {
  readonly directory: Directory
  readonly routing: Routing
  readonly seats: Seats
}

/**
 * Makes a directory that was read the one that is worked with.
 *
 * @param before - the one until now, and when it was last seen in the file; undefined at the start
 * @param now - monotonic milliseconds
 */
export function adoptDirectory(
  before: { readonly adopted: Adopted; readonly seenAt: number } | undefined,
  directory: Directory,
  partitions: number,
  now: number,
): Adopted {
  const { credentials } = directory
  const isBlind = before !== undefined && now - before.seenAt > lateMs
  const seats = seatNewcomers(before?.adopted.seats, credentials, { partitions, now, isBlind })
  return {
    directory,
    seats,
    routing: {
      lanes: toLanes(credentials),
      credentials: toCredentialsByEnterprise(directory),
      openings: toOpenings(seats, credentials, now),
      partitions,
    },
  }
}
