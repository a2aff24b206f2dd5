import type { InputRecord, Mailbox } from '@bellhop/kafka'
import type { RetryDelay } from '@bellhop/records'
import type { Waiting, WaitReason } from './end.ts'
import type { PendingEvent } from './pending-event.ts'

/**
 * Which records of retry topics are passed over: they are not due, but one behind them is, since what it waited for has
 * come. A topic is read in order, so they go to its end and wait on there, or one lane would wait for another.
 */
export type PassOver = {
  /** Looks how far each topic is to be gone through, at most every five seconds. */
  readonly look: (isDue: (record: InputRecord) => boolean) => void
  readonly isPassed: (record: InputRecord) => boolean
  /** The end of an event that is passed over, which was to wait until `dueAt` and does so. */
  readonly toEnd: (event: PendingEvent, dueAt: number) => Waiting
}

/** Milliseconds between looks: each goes through all that waits. */
const lookMs = 5_000

/**
 * Creates what a task remembers of it. It sees no further than what lies in the mailbox.
 *
 * @param delays - of each retry topic its delay
 * @param now - monotonic milliseconds
 */
export function createPassOver(
  mailbox: Pick<Mailbox, 'heads' | 'lastOf'>,
  delays: ReadonlyMap<string, RetryDelay>,
  now: () => number,
): PassOver {
  const upTo = new Map<string, number>()
  let lookedAt = Number.NEGATIVE_INFINITY
  return {
    look: (isDue) => {
      if (now() - lookedAt < lookMs) return
      lookedAt = now()
      for (const { head } of mailbox.heads()) {
        if (!delays.has(head.topic) || isDue(head)) continue
        const last = mailbox.lastOf(head.topic, isDue)
        if (last !== undefined) upTo.set(head.topic, last.offset)
      }
    },
    isPassed: ({ topic, offset }) => offset <= (upTo.get(topic) ?? -1),
    toEnd: ({ source, trials }, waitsOnUntil) => ({
      end: 'waiting',
      reason: trials.lastReason as WaitReason,
      delay: delays.get(source.topic) ?? '10s',
      isAttempt: false,
      waitsOnUntil,
    }),
  }
}
