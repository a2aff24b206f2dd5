import { pause } from './pause.ts'

/** What was waited for did not happen in time. */
export class DeadlineError extends Error {
  readonly code = 'demo-deadline'
}

/**
 * Waits until a condition holds, asking again and again.
 *
 * @param deadlineMs - generous: it is there to name what did not happen, not to judge how fast
 * @param stopping - ends the wait with its reason
 * @throws DeadlineError naming `what` when the deadline passes; whatever `condition` throws ends the wait at once
 */
export async function waitUntil(
  what: string,
  condition: () => boolean | Promise<boolean>,
  deadlineMs: number,
  everyMs = 100,
  stopping?: AbortSignal,
): Promise<void> {
  const deadline = performance.now() + deadlineMs
  while (!(await condition())) {
    if (performance.now() > deadline)
      throw new DeadlineError(`${what}: not so after ${Math.round(deadlineMs / 1000)} s`)
    await pause(everyMs, stopping)
    stopping?.throwIfAborted()
  }
}
