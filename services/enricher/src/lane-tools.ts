import type { Task } from '@bellhop/kafka'
import type { Breaker, Credential } from '@bellhop/mews'
import type { BeginSpan } from '@bellhop/runtime'
import type { Send } from './api.ts'
import type { BatchSizes } from './batch-sizes.ts'
import type { Clock } from './clock.ts'
import type { Halts } from './halts.ts'
import type { KnownThreads } from './known-threads.ts'
import type { LaneBooks } from './lane-books.ts'
import type { Outages } from './outages.ts'
import type { Tokens } from './tokens.ts'
import type { UnderWay } from './under-way.ts'

/** What the lanes of a task share, from turn to turn. */
export type LaneTools = {
  readonly task: Pick<Task, 'owns'>
  readonly tokens: Tokens
  readonly outages: Outages
  readonly halts: Halts
  readonly breaker: Pick<Breaker, 'mayCall' | 'openMs' | 'closedAt'>
  readonly sizes: BatchSizes
  readonly threads: KnownThreads
  readonly books: LaneBooks
  readonly underWay: UnderWay
  /** Aborts when nothing of the task will be kept any more. */
  readonly signal: AbortSignal
  readonly send: Send
  readonly clock: Clock
  /** Absent where nothing is traced. */
  readonly beginSpan?: BeginSpan | undefined
  readonly onFrozen: (credential: Credential, restMs: number) => void
  readonly onParked: (credential: Credential, operation: string) => void
  /** Told of entities in an answer that nobody asked for, and of what has no id. */
  readonly onStrangers: (operation: string, count: number) => void
}

/** The turn that a lane takes part in. */
export type LaneTurn = {
  /** True once nothing of the turn will be kept: the task is lost, or another lane failed. No call may be made then. */
  readonly isOver: () => boolean
  /** Monotonic milliseconds until which the lane may make calls; undefined while nothing else waits. */
  readonly deadlineAt: () => number | undefined
  /** False while older turns of the process need the whole of it. */
  readonly mayCall: () => boolean
  /** Whether it is the process that is slow: then a lane whose token is free goes on beyond the deadline. */
  readonly isSaturated: () => boolean
  /** Waits the given milliseconds. */
  readonly pause: (ms: number) => Promise<void>
  /** Takes in what has arrived, so that a call goes out as full as it can. */
  readonly grow: () => Promise<void>
}
