import type { Waiting } from './end.ts'
import type { LaneBook, Lookup, OpenOperation } from './lane-book.ts'
import { keepSuspicion } from './suspects.ts'

/** Ends a lookup for the world's sake, not its own: its events wait, and stay under suspicion if they were. */
export function endInDoubt(book: LaneBook, lookup: Lookup, wait: Waiting): void {
  // Read now: when its events are asked for their ends, the turn's end has cleared it.
  const { failedWith } = lookup
  book.end(lookup, (event) => keepSuspicion(wait, failedWith, event))
}

/** What is pending of an operation of a credential: of all of it, or of its suspects or the others by `isWanted`. */
export function pendingIn(
  book: LaneBook,
  { entity, credential }: Pick<Lookup, 'entity' | 'credential'>,
  isWanted: (operation: OpenOperation) => boolean = () => true,
): Lookup[] {
  return book
    .open()
    .filter((operation) => operation.entity === entity && operation.credential.name === credential.name)
    .filter(isWanted)
    .flatMap(({ pending }) => [...pending])
}
