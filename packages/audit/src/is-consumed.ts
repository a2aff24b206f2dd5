import type { Committed } from '@bellhop/kafka'
import type { Entry } from './ledger.ts'

/** Makes the test whether the enricher has consumed a record of the topics that it reads. Pure. */
export function toIsConsumed(committed: readonly Committed[]): (entry: Entry<unknown>) => boolean {
  const offsets = new Map(committed.map((row) => [placeOf(row), row.offset ?? 0]))
  return (entry) => entry.offset < (offsets.get(placeOf(entry)) ?? 0)
}

/** A partition as one word: `<topic>/<partition>`. */
export function placeOf({ topic, partition }: { readonly topic: string; readonly partition: number }): string {
  return `${topic}/${partition}`
}
