import { readLedger } from '@bellhop/audit'
import { type Readable, type Told, waitUntil } from '@bellhop/demo'
import { openDatabase } from '@bellhop/warehouse'
import { compareRows } from '../programs/compare-rows.ts'

const deadlineMs = 5 * 60_000

/**
 * Waits until every entity that an event has named stands in its table as the simulated Mews has it; gives how many.
 *
 * @throws Error after five minutes
 */
export async function checkWarehouse(
  databaseUrl: string,
  bellhop: Readable,
  told: Told,
  stopping: AbortSignal,
): Promise<number> {
  const ledger = await readLedger(bellhop.kafka, bellhop.registry, bellhop.topics, bellhop.groupId)
  const truth = [...told.truth()]
  const { value: database, close } = await openDatabase(databaseUrl)
  try {
    let compared = 0
    const areEqual = async () => {
      const found = await compareRows(database, ledger, truth)
      compared = found.compared
      return found.missing.length === 0 && found.differences.length === 0
    }
    await waitUntil('the tables hold what is true', areEqual, deadlineMs, 2_000, stopping)
    return compared
  } finally {
    await close()
  }
}
