import { isInOrder, planWarehouse } from '@bellhop/warehouse'
import { defineCommand } from '../define-command.ts'
import { exitCodes } from '../exit-codes.ts'
import { openWarehouse, warehouseNeeds } from '../open-warehouse.ts'
import { renderWarehouse } from '../render-warehouse.ts'

/** `bellhop warehouse plan`. */
export const warehousePlan = defineCommand({
  name: 'warehouse plan',
  summary: 'says which tables, columns and connectors are missing or differ, with the SQL',
  details: 'Changes nothing. Exit code 2 when there is something to do or a connector does not run.',
  examples: ['warehouse plan', 'warehouse plan --json'],
  needs: warehouseNeeds,
  run: async ({ config, print, keep }) => {
    const { database, connect, tables, settings } = await openWarehouse(config, keep)
    const plan = await planWarehouse(database, connect, tables, settings)
    print.answer(plan, renderWarehouse(plan, false))
    return isInOrder(plan) ? exitCodes.fine : exitCodes.found
  },
})
