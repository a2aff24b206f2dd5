/** The two clocks: one for intervals, which never steps, and one for what is written down. Both in milliseconds. */
export type Clock = {
  /** Monotonic. */
  readonly mono: () => number
  /** Since 1970. */
  readonly now: () => number
}

/** The machine's clocks. */
export const systemClock: Clock = { mono: () => performance.now(), now: () => Date.now() }

/** The clocks of a process that fetches. */
export type FetchClock = Clock & {
  /**
   * As `now`, but it stands still where `now` steps back, until that has caught up: for when a fetch began, since of two
   * states of one second the one asked for later must not seem to be the earlier.
   */
  readonly rising: () => number
}

/** Creates the clocks that all tasks of a process share. */
export function createFetchClock(clock: Clock = systemClock): FetchClock {
  let last = -Infinity
  const rising = () => {
    last = Math.max(last, clock.now())
    return last
  }
  return { ...clock, rising }
}
