import { performance } from 'node:perf_hooks'

/** How long the event loop has been busy and idle since the process began, in milliseconds. */
export type LoopTimes = { readonly active: number; readonly idle: number }

/** Share of its time that the event loop is busy, from which on its thread counts as saturated. */
const full = 0.9
/** Milliseconds over which that is measured. */
const everyMs = 250

/**
 * Tells whether a thread has more to do than it can: its event loop was busy nine tenths of the last quarter second.
 *
 * @param read - the event loop's times so far
 */
export function createIsSaturated(read: () => LoopTimes = () => performance.eventLoopUtilization()): () => boolean {
  let since = read()
  let isSaturated = false
  return () => {
    const times = read()
    const active = times.active - since.active
    const passed = active + times.idle - since.idle
    if (passed < everyMs) return isSaturated
    since = times
    isSaturated = active >= full * passed
    return isSaturated
  }
}
