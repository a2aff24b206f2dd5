import { setMaxListeners } from 'node:events'
import type { Adopted } from './adopt-directory.ts'
import { createBatchSizes } from './batch-sizes.ts'
import { createKnownThreads } from './known-threads.ts'
import { createLaneBooks } from './lane-books.ts'
import type { LaneTools } from './lane-tools.ts'
import { createOutages } from './outages.ts'
import type { TaskTools } from './run-task.ts'
import type { WorkTask } from './work-task.ts'

/** The time for which a task works with one reading of the directory; all of its turns are within one. */
export type Term = {
  readonly adopted: Adopted
  readonly lane: LaneTools
  /** Whether the directory is still the one of this term. */
  readonly isCurrent: () => boolean
  /** Ends what is under way: nothing of it will be kept. */
  readonly end: () => void
}

/** What a task takes along from term to term. */
export type Lasting = Pick<LaneTools, 'tokens' | 'halts' | 'underWay'>

/**
 * Begins a term. Nothing is carried over from the one before but the tokens' budgets, and what is halted or an operator
 * has said of it: an answer that was kept for an event may be older than what another lane has published meanwhile, and
 * what was learnt about a credential was learnt with another token.
 */
export function beginTerm(tools: TaskTools, task: WorkTask, lasting: Lasting): Term {
  const { directory, observe } = tools
  const adopted = directory.current()
  const ended = new AbortController()
  const { signal } = ended
  // One listener for each call under way: many, and none of them forgotten.
  setMaxListeners(0, signal)
  const owns = () => task.owns() && directory.mayCall(adopted)
  return {
    adopted,
    lane: {
      task: { owns },
      ...lasting,
      outages: createOutages(),
      breaker: tools.breaker,
      sizes: createBatchSizes(),
      threads: createKnownThreads(),
      books: createLaneBooks(),
      signal,
      send: (credential, request, ids) => tools.send(credential, request, ids, signal, owns),
      clock: tools.clock,
      beginSpan: tools.beginSpan,
      onFrozen: observe.frozen,
      onParked: observe.parked,
      onStrangers: observe.strangers,
    },
    isCurrent: () => directory.current() === adopted,
    end: () => ended.abort(),
  }
}
