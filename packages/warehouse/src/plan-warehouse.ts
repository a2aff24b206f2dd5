import type { ConnectClient } from './connect-client.ts'
import type { Database } from './open-database.ts'
import { type ConnectorPlan, planConnector } from './plan-connector.ts'
import { planTable, type TablePlan } from './plan-table.ts'
import { readTable } from './read-table.ts'
import type { WarehouseTable } from './tables.ts'
import { type ConnectorSettings, toConnector } from './to-connector.ts'

/** What is to be done, so that the topics become tables and stay so. */
export type WarehousePlan = { readonly tables: readonly TablePlan[]; readonly connectors: readonly ConnectorPlan[] }

/** Compares database and Kafka Connect with what the catalogue wants; changes nothing. */
export async function planWarehouse(
  database: Database,
  connect: ConnectClient,
  tables: readonly WarehouseTable[],
  settings: ConnectorSettings,
): Promise<WarehousePlan> {
  const plans: TablePlan[] = []
  for (const table of tables) {
    plans.push(planTable(settings.schema, table, await readTable(database, settings.schema, table.name)))
  }
  const existing = await connect.list()
  const connectors = tables.map((table) => {
    const connector = toConnector(table, settings)
    return planConnector(connector, existing.get(connector.name))
  })
  return { tables: plans, connectors }
}

/** Whether nothing is left to do or to mend. */
export function isInOrder({ tables, connectors }: WarehousePlan): boolean {
  return (
    tables.every(({ statements, differences }) => statements.length === 0 && differences.length === 0) &&
    connectors.every(({ action, problems }) => action === 'none' && problems.length === 0)
  )
}
