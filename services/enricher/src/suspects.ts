import type { Waiting, WaitReason } from './end.ts'
import type { PendingEvent } from './pending-event.ts'

/** What one id may do to every call that asks for it: Mews gives no page then, and does not say whose fault it is. */
const contagious: ReadonlySet<string | null> = new Set<WaitReason>([
  'upstream-5xx',
  'timeout',
  'connection',
  'truncated',
  'not-json',
  'conflict',
])

/** Whether a call that failed so may have failed because of one of the ids in it. */
export function isContagious(reason: string | null): reason is WaitReason {
  return contagious.has(reason)
}

/** Whether an event waited last because its call failed, and it may have been the event's own fault. */
export function hasFailed({ trials }: PendingEvent): boolean {
  return isContagious(trials.lastReason)
}

/**
 * Makes the end of an event that waits for the world's sake: it stays under suspicion, if it was, or if its call failed in
 * this turn, and then it does not wait for longer than a minute. It would be asked for with the innocent again else.
 *
 * @param failedWith - how its call failed last in this turn
 */
export function keepSuspicion(wait: Waiting, failedWith: WaitReason | undefined, { trials }: PendingEvent): Waiting {
  if (isContagious(wait.reason)) return wait
  const reason = failedWith !== undefined && isContagious(failedWith) ? failedWith : trials.lastReason
  if (!isContagious(reason)) return wait
  return { ...wait, reason, delay: wait.delay === '10m' ? '1m' : wait.delay }
}

/** Whether an event has not waited yet. */
export function isFresh({ trials }: PendingEvent): boolean {
  return trials.lastReason === null
}

/** The name under which the size of batches is remembered: that of suspects is one of its own. */
export function toSizeName(operation: string, isSuspect: boolean): string {
  return isSuspect ? `${operation} again` : operation
}
