import type { Committed } from '@bellhop/kafka'
import { addSums, fromNote, isBalanced, type Sums } from '@bellhop/records'

/** What became of all event records that were consumed so far, and what does not add up. */
export type Ends = { readonly sums: Sums; readonly problems: readonly string[] }

/** Reads the sums that travel with the committed offsets: of every partition, consumed is the sum of the ends. Pure. */
export function sumEnds(committed: readonly Committed[]): Ends {
  const problems: string[] = []
  const all: Sums[] = []
  for (const { topic, partition, note } of committed) {
    try {
      const sums = fromNote(note)
      all.push(sums)
      if (!isBalanced(sums))
        problems.push(`${topic}/${partition}: ${sums.consumed} consumed is not the sum of its ends`)
    } catch (error) {
      if (!(error instanceof RangeError)) throw error
      problems.push(`${topic}/${partition}: ${error.message}`)
    }
  }
  return { sums: addSums(all), problems }
}
