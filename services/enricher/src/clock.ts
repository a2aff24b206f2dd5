/** The two clocks: one for intervals, which never steps, and one for what is written down. Both in milliseconds. */
export type Clock = {
  /** Monotonic. */
  readonly mono: () => number
  /** Since 1970. */
  readonly now: () => number
}

/** The machine's clocks. */
export const systemClock: Clock = { mono: () => performance.now(), now: () => Date.now() }
