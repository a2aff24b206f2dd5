import { type Budget, type Credential, callsWithin, freeze, openBudget, planPace, spend, waitFor } from '@bellhop/mews'

/** How a task may use the access tokens of its lanes. Times are milliseconds of a monotonic clock. */
export type Tokens = {
  /** Milliseconds until the credential may make its next call; 0 when it may now. */
  readonly waitFor: (credential: Credential, now: number) => number
  /** How many calls the credential may make within so many milliseconds from now on. */
  readonly callsWithin: (credential: Credential, now: number, ms: number) => number
  /** Takes one call; to be followed by sending it. */
  readonly spend: (credential: Credential, now: number) => void
  /** Notes that a fetch is under way, or that it is over, in whichever turn. */
  readonly fetching: (credential: Credential, isUnderWay: boolean) => void
  /** Whether as many fetches are under way as a token may have at once. */
  readonly isBusy: (credential: Credential) => boolean
  /**
   * Rests a token after a 429. Those of calls that were on their way when it began to rest count as the same one.
   *
   * @param restMs - what Retry-After said; where it is undefined a back-off from 1 s to 60 s, doubled by each 429 in a row
   * @returns milliseconds by which the rest has grown
   */
  readonly freeze: (credential: Credential, now: number, restMs: number | undefined) => number
  /** Notes an answer of Mews that was not a 429: the next back-off begins anew. */
  readonly answered: (credential: Credential) => void
  /** Parks an operation that the token may not use, until it is worth another try. */
  readonly park: (credential: Credential, operation: string, until: number) => void
  readonly unpark: (credential: Credential, operation: string) => void
  /** Notes that a call is under way which tells whether a parked operation may be used again, or that it is over. */
  readonly probe: (credential: Credential, operation: string, isUnderWay: boolean) => void
  readonly isProbed: (credential: Credential, operation: string) => boolean
  /** When a parked operation may be probed with one call; undefined when it is not parked. */
  readonly parkedUntil: (credential: Credential, operation: string) => number | undefined
  /** What is parked, of what was asked about here. */
  readonly parked: () => Array<{ credential: Credential; operation: string }>
  /** Where each token stands, for the metrics. */
  readonly standings: (now: number) => Array<{ credential: Credential; capacity: number; used: number }>
  /** Forgets all tokens but those that the directory names now; one that is named again later begins anew. */
  readonly forgetOthers: (credentials: readonly Credential[]) => void
}

/** A call's share of its token's window, in milliseconds. */
export function perCallMs({ windowSeconds, requestsPerWindow }: Credential): number {
  return (windowSeconds * 1000) / requestsPerWindow
}

/** Fetches of one token under way at once. */
const maxInFlight = 8
const firstBackOffMs = 1_000
const maxBackOffMs = 60_000

/** What Mews has said about the tokens: true for as long as the process runs, whichever task is lost or begun anew. */
export type Verdicts = {
  /** By access token: until when it rests, and the 429s in a row. */
  readonly rests: Map<string, { readonly until: number; readonly refusals: number }>
  /** By access token and operation: until when it is parked. A replaced token has none of it. */
  readonly parked: Map<string, number>
  readonly probed: Set<string>
}

/** Creates the memory of a process to which Mews has said nothing yet. */
export function createVerdicts(): Verdicts {
  return { rests: new Map(), parked: new Map(), probed: new Set() }
}

type Standing = { budget: Budget; calls: number[] }

/**
 * Creates the budgets of a task that has just been taken over: nothing is saved up, whatever its owner before did.
 *
 * @param verdicts - shared by all tasks of the process
 */
export function createTokens({ rests, parked, probed }: Verdicts = createVerdicts()): Tokens {
  const standings = new Map<string, { credential: Credential; standing: Standing }>()
  const asked = new Map<string, { credential: Credential; operation: string }>()
  const inFlight = new Map<string, number>()

  const open = (credential: Credential, now: number): Standing => {
    const { requestsPerWindow, windowSeconds } = credential
    const pace = planPace({ requests: requestsPerWindow, windowMs: windowSeconds * 1000 })
    const calls = standings.get(credential.accessToken)?.standing.calls ?? []
    return { budget: openBudget(pace, now), calls }
  }
  const of = (credential: Credential, now: number): Standing => {
    const known = standings.get(credential.accessToken)
    // Another limit is another owner's budget: nothing is saved up.
    const standing =
      known !== undefined && isLimitOf(known.credential, credential) ? known.standing : open(credential, now)
    standings.set(credential.accessToken, { credential, standing })
    const restsUntil = rests.get(credential.accessToken)?.until ?? 0
    if (restsUntil > Math.max(now, standing.budget.frozenUntil)) {
      standing.budget = freeze(standing.budget, now, restsUntil - now)
    }
    return standing
  }

  return {
    waitFor: (credential, now) => waitFor(of(credential, now).budget, now),
    callsWithin: (credential, now, ms) => callsWithin(of(credential, now).budget, now, ms),
    spend: (credential, now) => {
      const standing = of(credential, now)
      standing.budget = spend(standing.budget, now)
      standing.calls.push(now)
      dropBefore(standing.calls, now - credential.windowSeconds * 1000)
    },
    fetching: ({ accessToken }, isUnderWay) => {
      inFlight.set(accessToken, (inFlight.get(accessToken) ?? 0) + (isUnderWay ? 1 : -1))
    },
    isBusy: ({ accessToken }) => (inFlight.get(accessToken) ?? 0) >= maxInFlight,
    freeze: (credential, now, restMs) => {
      const standing = of(credential, now)
      const restsUntil = Math.max(now, standing.budget.frozenUntil)
      const isFirst = restsUntil === now
      const refusals = rests.get(credential.accessToken)?.refusals ?? 0
      const rest = restMs ?? (isFirst ? Math.min(maxBackOffMs, firstBackOffMs * 2 ** refusals) : 0)
      standing.budget = freeze(standing.budget, now, rest)
      rests.set(credential.accessToken, {
        until: standing.budget.frozenUntil,
        refusals: isFirst ? refusals + 1 : refusals,
      })
      return Math.max(restsUntil, standing.budget.frozenUntil) - restsUntil
    },
    answered: ({ accessToken }) => {
      const rest = rests.get(accessToken)
      if (rest !== undefined) rests.set(accessToken, { until: rest.until, refusals: 0 })
    },
    park: (credential, operation, until) => {
      asked.set(keyOf(credential, operation), { credential, operation })
      parked.set(keyOf(credential, operation), until)
    },
    unpark: (credential, operation) => parked.delete(keyOf(credential, operation)),
    probe: (credential, operation, isUnderWay) => {
      if (isUnderWay) probed.add(keyOf(credential, operation))
      else probed.delete(keyOf(credential, operation))
    },
    isProbed: (credential, operation) => probed.has(keyOf(credential, operation)),
    parkedUntil: (credential, operation) => {
      const key = keyOf(credential, operation)
      asked.set(key, { credential, operation })
      return parked.get(key)
    },
    parked: () => [...asked].flatMap(([key, what]) => (parked.has(key) ? [what] : [])),
    standings: (now) =>
      [...standings.values()].map(({ credential, standing }) => {
        dropBefore(standing.calls, now - credential.windowSeconds * 1000)
        return { credential, capacity: credential.requestsPerWindow, used: standing.calls.length }
      }),
    forgetOthers: (credentials) => {
      const kept = new Set(credentials.map(({ accessToken }) => accessToken))
      for (const token of standings.keys()) if (!kept.has(token)) standings.delete(token)
      for (const [token, fetches] of inFlight) if (!kept.has(token) && fetches === 0) inFlight.delete(token)
      for (const key of asked.keys()) if (!kept.has(tokenOf(key))) asked.delete(key)
    },
  }
}

/** An operation's name holds no space. */
function keyOf({ accessToken }: Credential, operation: string): string {
  return `${accessToken} ${operation}`
}

/** The access token of a key of {@link Verdicts}' parked operations. */
export function tokenOf(key: string): string {
  return key.slice(0, key.lastIndexOf(' '))
}

function isLimitOf(a: Credential, b: Credential): boolean {
  return a.requestsPerWindow === b.requestsPerWindow && a.windowSeconds === b.windowSeconds
}

function dropBefore(times: number[], limit: number): void {
  const kept = times.findIndex((time) => time >= limit)
  times.splice(0, kept === -1 ? times.length : kept)
}
