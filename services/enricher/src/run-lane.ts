import { pageSize } from './api.ts'
import { chooseOperation } from './choose-operation.ts'
import { deferRest } from './defer-rest.ts'
import { fetchLookups } from './fetch-lookups.ts'
import { deferred } from './judge.ts'
import type { LaneBook, Lookup, OpenOperation } from './lane-book.ts'
import type { LaneTools, LaneTurn } from './lane-tools.ts'

/** Calls of one lane under way at once. */
const maxCallsInFlight = 8
/** Milliseconds between looks at what others did: an arrival, a loss of the task. */
const lookMs = 100
/** Milliseconds after the deadline for which calls under way are waited for; one may hang for half a minute. */
const graceMs = 1_000

/**
 * Fetches what is in a lane's book, call by call as the budget allows, until nothing is pending or the turn has no time
 * left; what remains then is deferred to a retry topic. Calls under way are waited for, but at most a second beyond the
 * deadline: what they bring later changes nothing in the book.
 *
 * Before every call it asks whether the task is still ours. Once the turn is over it returns at once, with whatever is
 * under way or pending left as it is.
 *
 * @throws what a call threw: a fault of ours, since what Mews and the network do are values
 */
export async function runLane(book: LaneBook, turn: LaneTurn, tools: LaneTools): Promise<void> {
  const { task, tokens, clock } = tools
  const inFlight = new Set<Promise<void>>()
  const failed: Promise<void>[] = []

  const waitFor = (operation: OpenOperation) => tokens.waitFor(operation.credential, clock.mono())
  const startCall = (operation: OpenOperation, lookups: readonly Lookup[]) => {
    const call = fetchLookups(book, operation, lookups, turn, tools)
    const settled = call.then(
      () => void inFlight.delete(settled),
      () => {
        failed.push(call)
        inFlight.delete(settled)
      },
    )
    inFlight.add(settled)
  }

  while (!turn.isOver()) {
    await Promise.all(failed)
    const now = clock.mono()
    const deadlineAt = turn.deadlineAt()
    const isLate = deadlineAt !== undefined && now >= deadlineAt
    const operation = chooseOperation(book, tokens, now)
    if (isLate) deferRest(book, tokens, now)
    if (isLate && now >= deadlineAt + graceMs) {
      abandonCalls(book)
      await Promise.all(failed)
      return
    }
    if (inFlight.size === 0 && book.open().length === 0) {
      await Promise.all(failed)
      return
    }

    const mayCall = operation !== undefined && !isLate && inFlight.size < maxCallsInFlight && task.owns()
    if (!mayCall || waitFor(operation) > 0) {
      const waitMs = mayCall ? waitFor(operation) : lookMs
      const leftMs = deadlineAt === undefined || isLate ? lookMs : deadlineAt - now
      await Promise.race([turn.pause(Math.max(1, Math.min(waitMs, leftMs, lookMs))), ...inFlight])
      continue
    }

    await turn.grow()
    // What came in, or an answer that came meanwhile, may have changed what is best; from here on nothing is awaited.
    const chosen = chooseOperation(book, tokens, clock.mono())
    if (chosen === undefined || turn.isOver() || !task.owns() || waitFor(chosen) > 0) continue
    const lookups = book.take(chosen, pageSize, clock.mono())
    tokens.spend(chosen.credential, clock.mono())
    startCall(chosen, lookups)
  }
}

/** Defers what is being fetched. The calls have been taken from the budget, so that it stays exact. */
function abandonCalls(book: LaneBook): void {
  for (const lookup of book.lookups()) if (lookup.state === 'fetching') book.end(lookup, () => deferred('10s'))
}
