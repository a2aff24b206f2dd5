import type { Faults } from '../faults/faults.ts'
import { compareNewest, type Entry, type Store } from '../world/store.ts'
import type { Query } from './read-query.ts'
import { invalid, type Refused, refuse } from './refusal.ts'

/** The entities of one answer, newest first, and where the next page begins. */
export type Page = { readonly entries: readonly Entry[]; readonly cursor: string | null }

/** What alters which entities are found. */
export type Sight = Pick<Faults, 'missingIds' | 'refusedIds' | 'refuseUnknownIds' | 'cursorAtEnd'> & {
  /** What was created after this is not there yet. Milliseconds since 1970; infinite when all is seen. */
  readonly seenUntilMs: number
}

/** Finds the page of a query: newest first, equal times by id, from after the cursor. */
export function selectPage(store: Store, query: Query, sight: Sight): Page | Refused {
  const { operation, cursor, count, ids } = query
  const after = cursor === null ? null : store.find(operation.kind, cursor)
  if (after === undefined) return invalid('Limitation', `no ${operation.kind} has the Cursor's id`)

  const isShown = (entry: Entry) =>
    query.homes.has(entry.home) &&
    entry.isOurs &&
    !sight.missingIds.has(entry.id) &&
    (entry.changedAtMs <= sight.seenUntilMs || entry.before !== null)
  const isWanted = (entry: Entry) => isShown(entry) && query.keeps.every((keep) => keep(entry))

  let candidates = store.newestFirst(operation.kind)
  if (ids !== null) {
    const found: Entry[] = []
    for (const id of ids) {
      const refusedWith = sight.refusedIds.get(id)
      if (refusedWith === 403) return refuse(403, 'A rule of the enterprise forbids this', `for ${id}`)
      const entry = store.find(operation.kind, id)
      const isUnknown = entry === undefined || !isShown(entry)
      if (refusedWith === 400 || (isUnknown && sight.refuseUnknownIds))
        return invalid(operation.idsIn ?? 'Id', `bad id ${id}`)
      if (entry) found.push(entry)
    }
    candidates = found.sort(compareNewest)
  }
  return cut(candidates, isWanted, after, count, sight.cursorAtEnd)
}

function cut(
  candidates: readonly Entry[],
  isWanted: (entry: Entry) => boolean,
  after: Entry | null,
  count: number,
  cursorAtEnd: Sight['cursorAtEnd'],
): Page {
  const entries: Entry[] = []
  for (let index = after ? firstAfter(candidates, after) : 0; index < candidates.length; index += 1) {
    const entry = candidates[index]
    if (!entry || !isWanted(entry)) continue
    if (entries.length === count) return { entries, cursor: entries.at(-1)?.id ?? null }
    entries.push(entry)
  }
  return { entries, cursor: cursorAtEnd === 'last' ? (entries.at(-1)?.id ?? null) : null }
}

/** The place of the first that comes after the given entry, by halving. */
function firstAfter(ordered: readonly Entry[], entry: Entry): number {
  let low = 0
  let high = ordered.length
  while (low < high) {
    const middle = (low + high) >>> 1
    const there = ordered[middle]
    if (there && compareNewest(there, entry) <= 0) low = middle + 1
    else high = middle
  }
  return low
}
