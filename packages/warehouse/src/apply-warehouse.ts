import type { ConnectClient } from './connect-client.ts'
import type { Database } from './open-database.ts'
import { planConnector } from './plan-connector.ts'
import { planTable, type TablePlan } from './plan-table.ts'
import type { WarehousePlan } from './plan-warehouse.ts'
import { quoteName } from './quote.ts'
import { readTable } from './read-table.ts'
import type { WarehouseTable } from './tables.ts'
import { type ConnectorSettings, toConnector } from './to-connector.ts'

/**
 * Makes the tables and columns that are missing, all or none of them, and then the connectors; gives what it has done.
 *
 * Drops and rewrites nothing: `differences` are left to a person. Done again it does nothing.
 *
 * @param tell - told of each step before it is begun
 */
export async function applyWarehouse(
  database: Database,
  connect: ConnectClient,
  tables: readonly WarehouseTable[],
  settings: ConnectorSettings,
  tell: (step: string) => void,
): Promise<WarehousePlan> {
  const { schema } = settings
  const plans: TablePlan[] = []
  await database.atOnce(`bellhop warehouse ${schema}`, async () => {
    // Asked first: `if not exists` too needs the right to make one.
    const [found] = await database.query('select 1 from pg_namespace where nspname = $1', [schema])
    if (found === undefined) await database.query(`create schema ${quoteName(schema)}`)
    for (const table of tables) {
      const plan = planTable(schema, table, await readTable(database, schema, table.name))
      if (plan.statements.length > 0) tell(`Table ${table.name}`)
      for (const statement of plan.statements) await database.query(statement)
      plans.push(plan)
    }
  })
  const existing = await connect.list()
  const connectors = []
  for (const table of tables) {
    const connector = toConnector(table, settings)
    const plan = planConnector(connector, existing.get(connector.name))
    if (plan.action !== 'none') tell(`Connector ${connector.name}`)
    if (plan.action === 'create' || plan.action === 'update') await connect.put(connector)
    if (plan.action === 'restart') await connect.restart(connector.name)
    connectors.push(plan)
  }
  return { tables: plans, connectors }
}
