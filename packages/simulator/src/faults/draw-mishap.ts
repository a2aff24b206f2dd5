import type { Random } from '../world/random.ts'
import type { Faults } from './faults.ts'

/** What befalls one call. `status` replaces the answer; the others alter how it is sent. */
export type Mishap = {
  readonly waitMs: number
  readonly isHung: boolean
  readonly isReset: boolean
  readonly status: number | null
  readonly isNotJson: boolean
  readonly isTruncated: boolean
  readonly isSlow: boolean
  /** How far behind the answering replica is, in milliseconds; 0 when it is not. */
  readonly lagMs: number
}

/** A call that nothing befalls. */
export const noMishap: Mishap = {
  waitMs: 0,
  isHung: false,
  isReset: false,
  status: null,
  isNotJson: false,
  isTruncated: false,
  isSlow: false,
  lagMs: 0,
}

/** Whether the faults that are drawn concern a call of that operation and credential. */
export function isConcerned(faults: Faults, operation: string, token: string): boolean {
  if (faults.forToken !== null && faults.forToken !== token) return false
  return faults.forOperation === null || operation.includes(faults.forOperation)
}

/** Draws what befalls a call. At most one of the statuses; the rates of statuses add up. */
export function drawMishap(faults: Faults, random: Random): Mishap {
  return {
    waitMs: faults.latencyMs + random.fraction() * faults.jitterMs,
    isHung: random.chance(faults.hangRate),
    isReset: random.chance(faults.resetRate),
    status: drawStatus(faults.statusRates, random),
    isNotJson: random.chance(faults.notJsonRate),
    isTruncated: random.chance(faults.truncateRate),
    isSlow: random.chance(faults.slowBodyRate),
    lagMs: faults.staleReads !== null && random.chance(faults.staleReads.rate) ? faults.staleReads.lagMs : 0,
  }
}

function drawStatus(rates: Faults['statusRates'], random: Random): number | null {
  let draw = random.fraction()
  for (const [status, rate] of Object.entries(rates)) {
    draw -= rate
    if (draw < 0) return Number(status)
  }
  return null
}
