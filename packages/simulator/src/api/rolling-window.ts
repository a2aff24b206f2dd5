/** Counts requests in a window that moves with every request. */
export type RollingWindow = {
  /**
   * Counts a request made now. Gives 0 when it is within the limit, else how many milliseconds until the next would be.
   *
   * A refused request counts as well: hammering keeps the door shut.
   */
  readonly take: (nowMs: number) => number
  /** The most requests that any window held, the refused ones too. */
  readonly largest: () => number
}

/** How many forgotten times may stand before they are cut off. */
const SLACK = 4_096

/**
 * Opens an exact window: it holds every request younger than `windowMs`; one of exactly that age has left.
 *
 * @param limit - requests, at least 1.
 * @param windowMs - milliseconds.
 */
export function createRollingWindow(limit: number, windowMs: number): RollingWindow {
  let times: number[] = []
  let oldest = 0
  let largest = 0

  return {
    take(clockMs) {
      // A clock that was set back would bring the times out of order.
      const nowMs = Math.max(clockMs, times.at(-1) ?? clockMs)
      while (oldest < times.length && (times[oldest] ?? 0) <= nowMs - windowMs) oldest += 1
      if (oldest > SLACK) {
        times = times.slice(oldest)
        oldest = 0
      }
      times.push(nowMs)
      const count = times.length - oldest
      largest = Math.max(largest, count)
      if (count <= limit) return 0

      const lastToLeaveMs = times[oldest + count - limit] ?? nowMs
      return lastToLeaveMs + windowMs - nowMs
    },
    largest: () => largest,
  }
}
