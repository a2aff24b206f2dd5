/** What Mews allows an access token: `requests` calls in any `windowMs`. */
export type Limit = { readonly requests: number; readonly windowMs: number }

/** How a token is used: one call each `intervalMs`, with up to `burst` saved up. */
export type Pace = { readonly intervalMs: number; readonly burst: number }

/** Where a token stands: when its saved-up calls run out (the theoretical arrival time of GCRA), and until when it rests. */
export type Budget = { readonly pace: Pace; readonly arrivalAt: number; readonly frozenUntil: number }

/**
 * Plans a pace that no window of the limit can exceed, tighter than the limit itself.
 *
 * N' = N - 2.5 % in W' = W + 1 s, burst B = N / 25 between 1 and 8, and one call each W' / (N' - B). The second and the
 * 2.5 % absorb what travels slowly or is counted at another edge site.
 *
 * @throws RangeError when fewer than 20 requests are allowed: give a longer window instead.
 */
export function planPace({ requests, windowMs }: Limit): Pace {
  if (!(requests >= 20)) throw new RangeError(`At least 20 requests a window are needed, not ${requests}`)
  const planned = Math.floor(requests * 0.975)
  const burst = Math.min(8, Math.max(1, Math.floor(requests / 25)))
  return { burst, intervalMs: (windowMs + 1_000) / (planned - burst) }
}

/**
 * Opens the budget of a token that another process may have used a moment ago: nothing is saved up, and the first call
 * waits one interval.
 *
 * @param now - milliseconds of a monotonic clock, as everywhere in this file
 */
export function openBudget(pace: Pace, now: number): Budget {
  return { pace, arrivalAt: now + pace.intervalMs * pace.burst, frozenUntil: 0 }
}

/** What adding intervals up may be off by; a timer would make a millisecond of it. */
const roundingMs = 1e-6

/** Tells how many milliseconds the next call has to wait; 0 when it may be made now. */
export function waitFor({ pace, arrivalAt, frozenUntil }: Budget, now: number): number {
  const earliest = arrivalAt - pace.intervalMs * (pace.burst - 1)
  const waitMs = Math.max(earliest, frozenUntil) - now
  return waitMs > roundingMs ? waitMs : 0
}

/** Takes one call from the budget. Call it only when `waitFor` says 0. */
export function spend(budget: Budget, now: number): Budget {
  return { ...budget, arrivalAt: Math.max(budget.arrivalAt, now) + budget.pace.intervalMs }
}

/**
 * Rests a token that Mews has refused with 429, and takes away what it had saved up.
 *
 * @param restMs - what Retry-After said, or a growing back-off where it said nothing
 */
export function freeze(budget: Budget, now: number, restMs: number): Budget {
  const frozenUntil = Math.max(budget.frozenUntil, now + restMs)
  const emptied = frozenUntil + budget.pace.intervalMs * budget.pace.burst
  return { ...budget, frozenUntil, arrivalAt: Math.max(budget.arrivalAt, emptied) }
}

/** Tells how many calls may be made from now on within so many milliseconds. */
export function callsWithin({ pace, arrivalAt, frozenUntil }: Budget, now: number, ms: number): number {
  const earliest = Math.max(arrivalAt, now) - pace.intervalMs * (pace.burst - 1)
  const restMs = now + ms - Math.max(earliest, frozenUntil)
  return Math.max(0, Math.floor((restMs + roundingMs) / pace.intervalMs) + 1)
}

/** Tells how many calls could be made at once now, between 0 and the burst. */
export function savedUp(budget: Budget, now: number): number {
  return callsWithin(budget, now, 0)
}
