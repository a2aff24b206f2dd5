import type { Fetched, Refusal } from './api.ts'
import type { Lookup } from './lane-book.ts'
import { isMixed, toHalves } from './to-halves.ts'

/** What is left of a batch when all of it that could be was settled. */
export type Leftover = {
  /** Refused each by itself. */
  readonly alone: readonly Lookup[]
  /** Not told apart. */
  readonly rest: readonly Lookup[]
  /** Why nothing more was asked: it is Mews's fault or ours, or there is no time, or another kind of failure came. */
  readonly isHalted: boolean
  /** Whether some call gave a page: then what was refused alone is at fault itself. */
  readonly hasPage: boolean
  /** What Mews refused last with. */
  readonly refusal: Refusal | undefined
}

/** A part of a batch to be asked for, and what its twin was refused with: the halves of one cut share the list. */
type Part = { readonly part: readonly Lookup[]; readonly twins: Refusal[] }

/** Calls for one batch beyond which no id can be the only fault. */
const maxCalls = 40

/**
 * Asks for a batch, and where Mews refuses it for what is in it (400, 403) for its halves, until what is wrong stands
 * alone. Halted when that takes more than forty calls, or when both halves of the first cut are refused in the same
 * words: then it is no single id. To set ids apart that are no UUIDs is not that cut: of those a refusal is expected.
 *
 * @param acquire - takes a call from the budget, for all but the first
 * @param settle - is given every part that was not refused so
 */
export async function fetchHalves(
  batch: readonly Lookup[],
  ask: (part: readonly Lookup[]) => Promise<Fetched>,
  acquire: () => Promise<boolean>,
  settle: (part: readonly Lookup[], fetched: Fetched) => void,
): Promise<Leftover> {
  const queue: Part[] = [{ part: batch, twins: [] }]
  const alone: Lookup[] = []
  let [calls, hasPage] = [0, false]
  let refusal: Refusal | undefined
  const leave = (asked: readonly Lookup[], isHalted: boolean): Leftover => {
    const rest = [...asked, ...queue.flatMap(({ part }) => part)]
    return { alone, rest, isHalted, hasPage, refusal }
  }

  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    const { part, twins } = next
    if (calls > maxCalls) return leave(part, true)
    if (calls > 0 && !(await acquire())) return leave(part, false)
    calls += 1
    const fetched = await ask(part)
    const refused = toPartRefusal(fetched)
    if (refused === undefined) {
      settle(part, fetched)
      if (fetched.kind === 'failed') return leave([], false)
      hasPage = true
      continue
    }
    refusal = refused
    if (part.length === 1) alone.push(...part)
    else {
      const shared: Refusal[] = []
      queue.push(...toHalves(part).map((half) => ({ part: half, twins: isMixed(part) ? [] : shared })))
    }
    if (!hasPage && twins.some(({ status, message }) => status === refused.status && message === refused.message)) {
      return leave([], true)
    }
    twins.push(refused)
  }
  return leave([], false)
}

/** The refusal of what is in a call, if it was one: the token and the operation are not at fault then, as far as it says. */
export function toPartRefusal(fetched: Fetched): Refusal | undefined {
  if (fetched.kind !== 'failed' || fetched.answer.kind !== 'refused') return undefined
  return fetched.answer.status === 400 || fetched.answer.status === 403 ? fetched.answer : undefined
}
