import type { FaultResult } from './fault.ts'

/** What may happen to a body beside being kept: a 503, or a connection that breaks before the answer. */
export type Shortcoming = 'refused' | 'unanswered'

/** An answer is to be sent within 4 s; the rest is the way there and back on a machine that others use too. */
export const slowestAnswerMs = 4_500

/** What is measured against. */
export type Bounds = {
  readonly allowed: readonly Shortcoming[]
  /** The slowest answer that there may be, in milliseconds. */
  readonly slowestMs: number
  /** Events that may stand twice. */
  readonly repeatable: number
  /** Segments of the spool that were put aside. */
  readonly damaged: readonly string[]
}

/** Says what is not as it was promised. Pure. */
export function toProblems(result: Omit<FaultResult, 'problems'>, bounds: Bounds): string[] {
  const { allowed, slowestMs, repeatable, damaged } = bounds
  const { posted, kept, refused, unanswered, longestAnswerMs, events, drainedSeconds } = result
  const problems: string[] = []
  if (kept === 0) problems.push('no body was answered 204: nothing was tried')
  if (events.lost > 0) problems.push(`${events.lost} acknowledged events are on no topic`)
  if (events.repeated > repeatable)
    problems.push(`${events.repeated} events stand twice, and only ${repeatable} were spooled`)
  if (longestAnswerMs > slowestMs) problems.push(`an answer took ${Math.round(longestAnswerMs)} ms`)
  if (drainedSeconds === undefined) problems.push('the spool did not get empty')
  for (const path of damaged) problems.push(`a segment is damaged: ${path}`)
  if (refused > 0 && !allowed.includes('refused')) problems.push(`${refused} bodies were refused`)
  if (unanswered > 0 && !allowed.includes('unanswered')) problems.push(`${unanswered} bodies were not answered`)
  const others = posted - kept - refused - unanswered
  if (others > 0) problems.push(`${others} bodies had an answer that none should have`)
  return problems
}
