/** Something that has to be done by a time, or is said to be late. */
export type Deadlines = {
  /** Calls `onDue` once the time is over; until then the function that it gives calls that off. */
  readonly add: (onDue: () => void) => () => void
  readonly close: () => void
}

const LOOK_MS = 50

/**
 * Keeps many deadlines of one length with one timer: a timer for each webhook costs more than all else about its deadline.
 *
 * @param afterMs - kept to within 50 ms
 */
export function openDeadlines(afterMs: number, nowMs: () => number): Deadlines {
  // In order of their time, since all have one length and a Set keeps the order of adding.
  const open = new Set<{ readonly dueAt: number; readonly onDue: () => void }>()
  const look = setInterval(
    () => {
      const now = nowMs()
      for (const deadline of open) {
        if (deadline.dueAt > now) break
        open.delete(deadline)
        deadline.onDue()
      }
    },
    Math.min(LOOK_MS, afterMs),
  )
  return {
    add: (onDue) => {
      const deadline = { dueAt: nowMs() + afterMs, onDue }
      open.add(deadline)
      return () => open.delete(deadline)
    },
    close: () => clearInterval(look),
  }
}
