import type { RetryDelay } from '@bellhop/records'
import type { FailedAnswer, Refusal } from './api.ts'
import type { DeadLettered, End, Waiting, WaitReason } from './end.ts'
import type { Misfit } from './map-fields.ts'
import type { PendingEvent, Trials } from './pending-event.ts'

/** Own failures after which an event is given up. */
const maxAttempts = 8
/** Milliseconds after an event's first own failure at which the next one is its last. */
const maxAgeMs = 24 * 3_600_000

/**
 * Judges an event whose entity did not come back: once more after 10 s, for a read that was too early, then a dead
 * letter. Mews does not say what becomes of an unknown id (mews-api, section 2).
 */
export function judgeMissing({ trials }: PendingEvent, now: number): End {
  const { lastReason, attempts } = trials
  // A wait in between is no answer: slow calls would have an absent entity asked for until its event is exhausted.
  if (lastReason === 'absent' || (isOfTheWorld(lastReason) && attempts > 0)) {
    const detail = `asked for ${attempts + 1} times and never among the answers`
    return { end: 'dead-lettered', reason: 'absent', class: 'upstream', stage: 'fetch', detail }
  }
  return orExhausted(trials, now, { end: 'waiting', reason: 'absent', delay: '10s', isAttempt: true })
}

/** The end of an event whose message may be on a page for which no call was left: the next fetch goes on from there. */
export const unfinished: Waiting = { end: 'waiting', reason: 'unfinished', delay: '1m', isAttempt: false }

/**
 * Judges an event whose entity was asked for by its id and was on none of the pages that a fetch turns. The next fetch
 * begins with the first page again, so it is an attempt: at a Mews that fills its pages with what nobody asked for, an
 * absent entity would cost five calls a minute for ever.
 */
export function judgeUnreached({ trials }: PendingEvent, now: number): End {
  return orExhausted(trials, now, { ...unfinished, isAttempt: true })
}

/** Judges an event whose entity does not fit our schema: it never will, so it is a dead letter with the field's path. */
export function judgeMisfit({ misfit, expected }: Misfit): End {
  const detail = `${misfit} is not ${expected}`
  return { end: 'dead-lettered', reason: 'unmappable', class: 'data', stage: 'map', detail }
}

/**
 * Judges events whose call failed for a reason that is not their own: they wait without limit, each time longer as the
 * outage lasts.
 *
 * @param outageMs - since when the operation has failed
 */
export function judgeOutage(answer: FailedAnswer, outageMs: number): Waiting {
  return { end: 'waiting', reason: toWaitReason(answer), delay: delayForOutage(outageMs), isAttempt: false }
}

/**
 * Judges an event whose id had its call fail though nothing else was asked for, and though the operation gives pages for
 * others: it waits longer each time, and is given up in the end.
 */
export function judgeAlone({ trials }: PendingEvent, answer: FailedAnswer, now: number): End {
  return orExhausted(trials, now, {
    end: 'waiting',
    reason: toWaitReason(answer),
    delay: delayForAttempt(trials.attempts),
    isAttempt: true,
  })
}

/**
 * Judges events for which no call was made, since most calls to the API's host fail.
 *
 * @param openMs - since when they have
 */
export function judgeBroken(openMs: number): Waiting {
  return { end: 'waiting', reason: 'breaker', delay: delayForOutage(openMs), isAttempt: false }
}

/**
 * Judges an event whose id Mews refused by itself: a dead letter, where it is proven that the id is at fault and not the
 * operation. Where it is not, the event waits, and is given up when it is refused again though others were answered in
 * between.
 *
 * @param isWell - whether the operation had given a page since it failed last
 * @param waiting - the end of events of an operation that is refused
 */
export function judgeRefused(
  { trials }: PendingEvent,
  { status }: Refusal,
  isProven: boolean,
  isWell: boolean,
  waiting: Waiting,
): End {
  if (!isProven && !(isWell && trials.attempts > 0)) return { ...waiting, isAttempt: isWell }
  return toRefusedLetter(status, `Mews answered ${status} to its id, asked for alone`)
}

/**
 * Judges an event of a message whose thread Mews refused by itself, while it gave a page for others. A 5xx may pass: the
 * event is given up after some of them.
 */
export function judgeRefusedThread(event: PendingEvent, refusal: Refusal, now: number): End {
  const { status } = refusal
  if (status >= 500) return judgeAlone(event, refusal, now)
  return toRefusedLetter(status, `Mews answered ${status} to its thread, asked for alone`)
}

function toRefusedLetter(status: number, detail: string): DeadLettered {
  const blame = status === 403 ? 'permission' : 'data'
  return { end: 'dead-lettered', reason: 'refused', class: blame, stage: 'fetch', detail }
}

/** The end of an event whose token may not use the operation: it waits until that is worth another try. */
export const parked: Waiting = { end: 'waiting', reason: 'parked', delay: '10m', isAttempt: false }

/** The end of an event whose operation is halted: it waits until a probe succeeds or an operator says otherwise. */
export const halted: Waiting = { end: 'waiting', reason: 'halted', delay: '10m', isAttempt: false }

/** The end of an event that waited for its operation, or for its enterprise, and that an operator gave up. */
export const dropped: DeadLettered = {
  end: 'dead-lettered',
  reason: 'dropped',
  class: 'ours',
  stage: 'route',
  detail: 'an operator dropped it while it waited',
}

/** The end of an event that its lane had no time for in this turn. */
export function deferred(delay: RetryDelay): Waiting {
  return { end: 'waiting', reason: 'deferred', delay, isAttempt: false }
}

/**
 * Chooses the retry topic for a lookup that its lane had no time for: by its place in the backlog divided by the lane's
 * rate, so that a long backlog is not rewritten every ten seconds.
 *
 * @param waitMs - until the lane could come to it
 */
export function delayForBacklog(waitMs: number): RetryDelay {
  if (waitMs <= 10_000) return '10s'
  return waitMs <= 60_000 ? '1m' : '10m'
}

function delayForOutage(outageMs: number): RetryDelay {
  if (outageMs < 60_000) return '10s'
  return outageMs < 600_000 ? '1m' : '10m'
}

/** Ten seconds, one minute twice, then ten each: about three quarters of an hour until an event is given up. */
function delayForAttempt(attempts: number): RetryDelay {
  if (attempts === 0) return '10s'
  return attempts < 3 ? '1m' : '10m'
}

/** Whether an event waited last for something that is not its own. */
function isOfTheWorld(reason: string | null): boolean {
  return reason === 'deferred' || reason === 'halted' || reason === 'breaker'
}

/** Names what went wrong with a call that gave no page. */
function toWaitReason(answer: FailedAnswer): WaitReason {
  // What was aborted is never written: its task is lost. What we came late with only comes again.
  if (answer.kind === 'unreachable')
    return answer.cause === 'aborted' || answer.cause === 'late' ? 'deferred' : answer.cause
  if (answer.status === 409) return 'conflict'
  return answer.status >= 500 ? 'upstream-5xx' : 'refused'
}

function orExhausted({ attempts, firstFailedAt }: Trials, now: number, waiting: Waiting): End {
  const isTooOld = firstFailedAt !== null && now - firstFailedAt >= maxAgeMs
  if (attempts + 1 < maxAttempts && !isTooOld) return waiting
  const detail = `given up after ${attempts + 1} attempts, the last: ${waiting.reason}`
  return { end: 'dead-lettered', reason: 'exhausted', class: 'upstream', stage: 'fetch', detail }
}
