import { setTimeout } from 'node:timers/promises'
import { readLedger } from '@bellhop/audit'
import type { Readable, Told } from '@bellhop/demo'
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
    const until = performance.now() + deadlineMs
    for (;;) {
      const { compared, missing, differences } = await compareRows(database, ledger, truth)
      const problems = [...missing.map((id) => `${id} is missing`), ...differences]
      if (problems.length === 0) return compared
      if (performance.now() > until) {
        throw new Error(`${problems.length} things differ in the tables after five minutes, the first: ${problems[0]}`)
      }
      await setTimeout(2_000, undefined, { signal: stopping })
    }
  } finally {
    await close()
  }
}
