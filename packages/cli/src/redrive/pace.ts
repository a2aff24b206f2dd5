/** Resolves when so many more events may be written. */
export type Pace = (events: number) => Promise<void>

/** Lets some milliseconds pass; rejects when nobody waits any more. */
export type Sleep = (ms: number) => Promise<void>

/**
 * Makes the pace of a rate: over any time, no more events than the rate allows, and one batch ahead of it at most.
 *
 * @param eventsPerSecond - undefined is without limit
 * @param now - milliseconds of a monotonic clock
 */
export function createPace(eventsPerSecond: number | undefined, now: () => number, sleep: Sleep): Pace {
  if (eventsPerSecond === undefined) return () => Promise.resolve()
  let freeAt = -Infinity
  return async (events) => {
    const waitMs = freeAt - now()
    if (waitMs > 0) await sleep(waitMs)
    freeAt = Math.max(freeAt, now()) + (events / eventsPerSecond) * 1_000
  }
}

/** Events of one transaction: about a second's worth at a slow rate, and never so many that readers wait for long. */
export function eventsPerBatch(eventsPerSecond: number | undefined): number {
  return Math.max(1, Math.min(500, Math.floor(eventsPerSecond ?? 500)))
}
