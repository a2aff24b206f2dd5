import { CircuitState, circuitBreaker, handleWhenResult } from 'cockatiel'
import type { Answer } from './answer.ts'
import type { FetchPage } from './client.ts'
import { createSampler } from './sample-calls.ts'

/** A client that stops calling a host which fails, and whether it has stopped. */
export type Breaker<Item = unknown> = {
  /** As the client's; `breaker` is the cause where nothing may be sent. */
  readonly fetchPage: FetchPage<Item>
  /** Whether a call may be sent now: any while it is closed, else one probe at a time, each ten seconds after the last. */
  readonly mayCall: () => boolean
  /** Milliseconds since it opened; 0 while it is closed. */
  readonly openMs: () => number
  /** When it closed last, in epoch milliseconds; 0 where it never did. */
  readonly closedAt: () => number
}

/** Milliseconds from its opening, or from a probe that failed, to the next probe. */
const probeMs = 10_000

/**
 * Wraps the client: when most calls to its host fail for the host's fault (5xx, no answer, no page in it) nothing is sent
 * but a probe, until one succeeds. A 4xx is no failure of the host, nor is that of a suspect. Another host begins anew:
 * what the one before did, and what it still answers, says nothing of it.
 *
 * @param hostNow - the base URL that calls are sent to, since an operator may change it
 * @param onChange - told when it opens and when it closes, not of probes that fail, nor of a host that is called no more
 */
export function createBreaker<Item>(
  fetchPage: FetchPage<Item>,
  hostNow: () => string,
  onChange: (isOpen: boolean) => void,
): Breaker<Item> {
  let current: { readonly host: string; readonly breaker: Breaker<Item> } | undefined
  const breakerNow = (): Breaker<Item> => {
    const host = hostNow()
    if (current?.host !== host) {
      const breaker = createHostBreaker(fetchPage, (isOpen) => {
        if (current?.breaker === breaker) onChange(isOpen)
      })
      current = { host, breaker }
    }
    return current.breaker
  }
  return {
    fetchPage: (call) => breakerNow().fetchPage(call),
    mayCall: () => breakerNow().mayCall(),
    openMs: () => breakerNow().openMs(),
    closedAt: () => breakerNow().closedAt(),
  }
}

function createHostBreaker<Item>(fetchPage: FetchPage<Item>, onChange: (isOpen: boolean) => void): Breaker<Item> {
  // All of its times are of the monotonic clock: a wall clock that is set back an hour would keep it open for as long.
  const now = () => performance.now()
  let openedAt: number | undefined
  let brokenAt = 0
  let closedAt = 0
  const policy = circuitBreaker(
    handleWhenResult((answer) => isFailure(answer as Answer, policy.state === CircuitState.HalfOpen)),
    // cockatiel keeps the states and the one probe. It times by the wall clock alone, so it is given nothing to time.
    { halfOpenAfter: -Infinity, breaker: createSampler(now) },
  )
  policy.onBreak(() => {
    brokenAt = now()
    if (openedAt !== undefined) return
    openedAt = brokenAt
    onChange(true)
  })
  policy.onReset(() => {
    openedAt = undefined
    // To be compared with the times of records, which are of the wall clock.
    closedAt = Date.now()
    onChange(false)
  })

  const mayCall = () =>
    policy.state === CircuitState.Closed || (policy.state === CircuitState.Open && now() - brokenAt >= probeMs)
  return {
    // The policy would have a call wait for a probe that is under way, and then send it without asking whose it is.
    fetchPage: async (call) => {
      if (!mayCall()) return { kind: 'unreachable', cause: 'breaker' }
      // Counted as neither a failure nor a success: a host that fails at everything must not seem half well.
      if (call.isSuspect === true && policy.state === CircuitState.Closed) return fetchPage(call)
      return policy.execute(() => fetchPage(call))
    },
    mayCall,
    openMs: () => (openedAt === undefined ? 0 : now() - openedAt),
    closedAt: () => closedAt,
  }
}

/** Whether the host failed. A probe that was not sent, or was aborted, tells nothing: the breaker stays open after it. */
function isFailure(answer: Answer, isProbe: boolean): boolean {
  if (answer.kind === 'refused') return answer.status >= 500
  if (answer.kind === 'page' || answer.cause === 'too-large') return false
  return (answer.cause !== 'aborted' && answer.cause !== 'late') || isProbe
}
