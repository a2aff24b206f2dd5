/** How an event record may end. */
export type EndName = 'enriched' | 'unchanged' | 'dead-lettered' | 'waiting'

/** The ends of all records of a topic that a task has consumed, since it was first owned. */
export type Sums = {
  readonly consumed: number
  readonly enriched: number
  readonly unchanged: number
  readonly deadLettered: number
  readonly waiting: number
}

/** Nothing consumed yet. */
export const noSums: Sums = { consumed: 0, enriched: 0, unchanged: 0, deadLettered: 0, waiting: 0 }

const fieldOf = {
  enriched: 'enriched',
  unchanged: 'unchanged',
  'dead-lettered': 'deadLettered',
  waiting: 'waiting',
} as const satisfies Record<EndName, keyof Sums>

/** Adds one record and its end. */
export function addEnd(sums: Sums, end: EndName): Sums {
  const field = fieldOf[end]
  return { ...sums, consumed: sums.consumed + 1, [field]: sums[field] + 1 }
}

/** Adds the sums of several topics or tasks. */
export function addSums(all: Iterable<Sums>): Sums {
  let total = noSums
  for (const sums of all) {
    total = {
      consumed: total.consumed + sums.consumed,
      enriched: total.enriched + sums.enriched,
      unchanged: total.unchanged + sums.unchanged,
      deadLettered: total.deadLettered + sums.deadLettered,
      waiting: total.waiting + sums.waiting,
    }
  }
  return total
}

/** Whether every consumed record ended once: the second half of promise 2. */
export function isBalanced({ consumed, enriched, unchanged, deadLettered, waiting }: Sums): boolean {
  return consumed === enriched + unchanged + deadLettered + waiting
}

/** Writes sums as the note that travels with an offset; short, since the broker keeps it in memory. */
export function toNote({ consumed, enriched, unchanged, deadLettered, waiting }: Sums): string {
  return `v1 ${consumed} ${enriched} ${unchanged} ${deadLettered} ${waiting}`
}

/**
 * Reads sums from a note; an empty note is no sums.
 *
 * @throws RangeError for a note that is not ours: to count on from zero would hide a loss.
 */
export function fromNote(note: string): Sums {
  if (note === '') return noSums
  const match = /^v1 (\d+) (\d+) (\d+) (\d+) (\d+)$/.exec(note)
  if (match === null)
    throw new RangeError(`The offset's metadata "${note.slice(0, 60)}" is not Bellhop's: is the group shared?`)
  const [consumed = 0, enriched = 0, unchanged = 0, deadLettered = 0, waiting = 0] = match.slice(1).map(Number)
  return { consumed, enriched, unchanged, deadLettered, waiting }
}
