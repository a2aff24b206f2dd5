/**
 * Looks until there is nothing to object to, or until a look that began after `settleMs` has found something: a look
 * may itself take longer than that, and what one saw that began too early proves nothing.
 *
 * @param now - milliseconds of a monotonic clock
 * @throws the reason of `stopping` once it aborts
 */
export async function lookAgain<T>(
  look: () => Promise<T>,
  isGood: (found: T) => boolean,
  settleMs: number,
  stopping?: AbortSignal,
  now = () => performance.now(),
): Promise<T> {
  const settledAt = now() + settleMs
  for (;;) {
    const beganAt = now()
    const found = await look()
    if (isGood(found) || beganAt >= settledAt) return found
    stopping?.throwIfAborted()
  }
}
