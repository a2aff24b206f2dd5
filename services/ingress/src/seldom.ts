/** Does what is given to it, unless it did so within the interval; says how often it was asked and did not. */
export type Seldom = (act: (skipped: number) => void) => void

/**
 * Makes a gate for log lines that strangers can cause, so that they cannot flood the log.
 *
 * @param now - milliseconds of a clock that never goes back.
 */
export function createSeldom(intervalMs: number, now: () => number): Seldom {
  let lastAt = Number.NEGATIVE_INFINITY
  let skipped = 0
  return (act) => {
    if (now() - lastAt < intervalMs) {
      skipped += 1
      return
    }
    const before = skipped
    lastAt = now()
    skipped = 0
    act(before)
  }
}
