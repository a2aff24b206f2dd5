import { type Comparison, compareTruth, type Ledger, type TrueEntity } from '@bellhop/audit'
import { entityNames } from '@bellhop/simulator'
import type { Database } from '@bellhop/warehouse'
import { readRows, sortNames } from './read-rows.ts'

/** Compares the tables with the truth, column by column, for every entity that an event has named. */
export async function compareRows(
  database: Database,
  ledger: Ledger,
  truth: Iterable<TrueEntity>,
): Promise<Pick<Comparison, 'compared' | 'missing' | 'differences'>> {
  const rows = []
  for (const entity of entityNames) {
    for (const value of await readRows(database, entity)) {
      rows.push({ entity, value, topic: '', partition: 0, offset: 0 })
    }
  }
  const sorted = [...truth].map((one) => ({ ...one, state: sortNames(one.state) }))
  const { compared, missing, differences } = compareTruth({ ...ledger, entities: rows }, sorted)
  return { compared, missing, differences }
}
