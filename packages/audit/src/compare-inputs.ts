import { fromNote } from '@bellhop/records'
import type { Findings } from './compare-count.ts'
import { placeOf } from './is-consumed.ts'
import type { Ledger } from './ledger.ts'

/**
 * Compares, partition by partition, how many records are consumed with the sums that stand at its offset. Pure.
 *
 * @param consumed - records that stand in a topic and are consumed, by partition
 */
export function compareInputs(
  { committed, cut }: Pick<Ledger, 'committed' | 'cut'>,
  consumed: ReadonlyMap<string, number>,
): Findings {
  const problems: string[] = []
  const cutPlaces = new Set(cut.inputs.map(placeOf))
  const gone = new Map<string, { partitions: number; left: number; said: number }>()
  for (const row of committed) {
    const place = placeOf(row)
    const said = fromNote(row.note).consumed
    const left = consumed.get(place) ?? 0
    if (left < said && cutPlaces.has(place)) {
      const known = gone.get(row.topic) ?? { partitions: 0, left: 0, said: 0 }
      gone.set(row.topic, { partitions: known.partitions + 1, left: known.left + left, said: known.said + said })
    } else if (left !== said) problems.push(`${place}: ${left} records are consumed, its sums say ${said}`)
  }
  const incomparable = [...gone].map(
    ([topic, { partitions, left, said }]) =>
      `${topic} (${partitions} of its partitions): ${left} consumed records are left, the sums say ${said}`,
  )
  return { problems, incomparable }
}
