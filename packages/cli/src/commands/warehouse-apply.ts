import { applyWarehouse } from '@bellhop/warehouse'
import { defineCommand } from '../define-command.ts'
import { exitCodes } from '../exit-codes.ts'
import { openWarehouse, warehouseNeeds } from '../open-warehouse.ts'
import { isLeftOver, renderWarehouse } from '../render-warehouse.ts'

/** `bellhop warehouse apply`. */
export const warehouseApply = defineCommand({
  name: 'warehouse apply',
  summary: 'makes the tables in PostgreSQL and the connectors in Kafka Connect',
  details:
    'Adds tables, columns and comments, all or none of them, and sets the connectors; starts again what has failed of them. Drops and rewrites nothing: what that would take is named with its SQL, and exit code is 2 then. Run it before a version with new fields is started.',
  examples: ['warehouse apply', 'WAREHOUSE_URL_FILE=/run/secrets/warehouse-url warehouse apply'],
  needs: warehouseNeeds,
  run: async ({ config, print, keep }) => {
    const { database, connect, tables, settings } = await openWarehouse(config, keep)
    const done = await applyWarehouse(database, connect, tables, settings, print.progress)
    print.answer(done, renderWarehouse(done, true))
    return isLeftOver(done) ? exitCodes.found : exitCodes.fine
  },
})
