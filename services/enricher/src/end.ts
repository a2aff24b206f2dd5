import type { RetryDelay } from '@bellhop/records'

/** Why an event can never succeed; stable, read by operators and by tools. */
export type DeadReason = 'undecodable' | 'unrecognised' | 'absent' | 'refused' | 'unmappable' | 'exhausted' | 'dropped'

/** Whose fault a dead letter is. */
export type DeadClass = 'data' | 'permission' | 'upstream' | 'ours'

/** Where on its way an event ended. */
export type Stage = 'decode' | 'route' | 'fetch' | 'map'

/** Why an event waits; stable. */
export type WaitReason =
  | 'absent'
  | 'deferred'
  | 'unfinished'
  | 'stale'
  | 'moved'
  | 'handed-over'
  | 'unknown-enterprise'
  | 'parked'
  | 'halted'
  | 'breaker'
  | 'refused'
  | 'conflict'
  | 'upstream-5xx'
  | 'timeout'
  | 'connection'
  | 'truncated'
  | 'not-json'
  | 'too-large'

/** The event waits in a retry topic. Only an attempt counts against it: a failure of its own, not of the world's. */
export type Waiting = {
  readonly end: 'waiting'
  readonly reason: WaitReason
  readonly delay: RetryDelay
  readonly isAttempt: boolean
  /** Set where nothing was tried and the event only goes to the end of its topic: it waits on until then, epoch milliseconds. */
  readonly waitsOnUntil?: number
}

/** The event can never succeed. `detail` names fields and expectations, never what was found in them. */
export type DeadLettered = {
  readonly end: 'dead-lettered'
  readonly reason: DeadReason
  readonly class: DeadClass
  readonly stage: Stage
  readonly detail: string
}

/** Nothing newer is to be published. `stale`: Mews has answered with an older state again and again. */
export type Unchanged = { readonly end: 'unchanged'; readonly reason?: 'stale' }

/** The four ends of an event record; a value, so that no event is lost in a `catch`. */
export type End = { readonly end: 'enriched' } | Unchanged | DeadLettered | Waiting
