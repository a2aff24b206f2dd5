import { renderDuration } from '../render-time.ts'
import { type Check, fine, untold, wrong } from './check.ts'

/** Clocks that differ by less are taken for equal, in milliseconds. The header knows whole seconds only. */
const toleranceMs = 5_000

/**
 * Compares a Date header with our clock. Pure.
 *
 * @param began - when it was asked for, by our clock in epoch milliseconds
 * @param ended - when it came
 */
export function toClockCheck(name: string, date: string | null, began: number, ended: number): Check {
  const theirs = date === null ? Number.NaN : Date.parse(date)
  if (Number.isNaN(theirs)) return untold('clocks', `${name} does not tell its time`)
  // It was made at some time between, and cut to the second.
  const aheadMs = theirs - ended
  const behindMs = began - (theirs + 1_000)
  if (aheadMs <= toleranceMs && behindMs <= toleranceMs) return fine('clocks', `${name} agrees with ours`)
  const text =
    aheadMs > 0
      ? `${name} is ${renderDuration(aheadMs)} ahead of ours`
      : `${name} is ${renderDuration(behindMs)} behind ours`
  return wrong('clocks', text, 'set the clocks by NTP; bellhop itself trusts none of them')
}
