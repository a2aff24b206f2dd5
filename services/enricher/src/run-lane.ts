import { entities } from '@bellhop/records'
import { chooseOperation } from './choose-operation.ts'
import { deferRest } from './defer-rest.ts'
import { endClosed } from './end-closed.ts'
import { fetchLookups } from './fetch-lookups.ts'
import type { LaneBook, OpenOperation } from './lane-book.ts'
import type { LaneTools, LaneTurn } from './lane-tools.ts'
import { toSizeName } from './suspects.ts'

/** Milliseconds between looks at what others did: an arrival, a loss of the task. */
const lookMs = 100
/**
 * Milliseconds after the deadline for which calls under way are waited for: a page of a thousand entities may take Mews
 * seconds, and what is deferred comes back after ten; a call that hangs does so for half a minute.
 */
export const graceMs = 3_000
/** The same where it is we who are slow: what Mews has answered long ago is not filed yet. */
const busyGraceMs = 5_000
/** Lookups of a call that probes a halted operation, at most. */
const probeSize = 10

/**
 * Fetches what is in a lane's book, call by call as the budget allows, until everything is answered or the turn has no
 * time left; what is pending then is deferred to a retry topic. Calls under way are waited for three seconds beyond the
 * deadline, and after it left under way: the turns after ask for what they bring.
 *
 * Before every call it asks whether the task is still ours. Once the turn is over it returns at once, with whatever is
 * under way or pending left as it is.
 *
 * A lane whose token is free has no deadline while the process is saturated, and makes its calls by the age of its turn;
 * calls under way are waited for longer then.
 *
 * @throws what a call threw: a fault of ours, since what Mews and the network do are values
 */
export async function runLane(book: LaneBook, turn: LaneTurn, tools: LaneTools): Promise<void> {
  const { task, tokens, clock, underWay, sizes, halts } = tools
  const waitFor = (operation: OpenOperation) => tokens.waitFor(operation.credential, clock.mono())
  const choose = () => {
    endClosed(book, tools)
    return chooseOperation(book, tokens, clock.mono())
  }

  while (!turn.isOver()) {
    await underWay.check()
    const now = clock.mono()
    const deadlineAt = turn.deadlineAt()
    const operation = choose()
    const tokenMs = operation === undefined ? Number.POSITIVE_INFINITY : waitFor(operation)
    // Where it is we who are slow, writing to retry topics would make us slower.
    const isLate = deadlineAt !== undefined && now >= deadlineAt && !(tokenMs < lookMs && turn.isSaturated())
    if (isLate) deferRest(book, tokens, now)
    const patienceMs = turn.isSaturated() ? busyGraceMs : graceMs
    if (book.isSettled() || (isLate && now >= deadlineAt + patienceMs)) return

    const waitMs = isLate || !task.owns() ? lookMs : Math.min(tokenMs, lookMs)
    // Asked by none but who could call now: whoever asks holds up younger turns.
    if (waitMs > 0 || !turn.mayCall()) {
      const leftMs = deadlineAt === undefined || isLate ? lookMs : deadlineAt - now
      await Promise.race([turn.pause(Math.max(1, Math.min(waitMs || lookMs, leftMs))), underWay.next()])
      continue
    }

    await turn.grow()
    // What came in, or an answer that came meanwhile, may have changed what is best; from here on nothing is awaited.
    const chosen = choose()
    if (chosen === undefined || turn.isOver() || !task.owns() || waitFor(chosen) > 0) continue
    const { operation: name } = entities[chosen.entity]
    const most = sizes.of(chosen.credential, toSizeName(name, chosen.isSuspect))
    const isProbe = halts.isHalted(book.lane, name)
    const lookups = book.take(chosen, isProbe ? Math.min(probeSize, most) : most, clock.mono())
    if (isProbe) halts.probe(book.lane, name, clock.now())
    tokens.spend(chosen.credential, clock.mono())
    underWay.add(fetchLookups(book, chosen, lookups, turn, tools))
  }
}
