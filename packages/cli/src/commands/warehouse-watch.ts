import { writeFile } from 'node:fs/promises'
import { setTimeout as delay } from 'node:timers/promises'
import { BellhopError, createCloser, describeError, redactText } from '@bellhop/runtime'
import {
  applyWarehouse,
  createConnectClient,
  toConnectorName,
  warehouseTables,
  watchConnectors,
} from '@bellhop/warehouse'
import { type Context, defineCommand } from '../define-command.ts'
import { exitCodes } from '../exit-codes.ts'
import { openWarehouse, warehouseNeeds } from '../open-warehouse.ts'
import { renderWarehouse } from '../render-warehouse.ts'

const againMs = 5_000

/** `bellhop warehouse watch`. */
export const warehouseWatch = defineCommand({
  name: 'warehouse watch',
  summary: 'makes tables and connectors as apply does, and starts those again that fail, until it is stopped',
  details:
    'Waits for PostgreSQL and Kafka Connect while they are away. Kafka Connect leaves a connector as it is once it has failed, for example when the database went away in the middle of a transaction. Nothing is lost or doubled by starting it again. Each is started at once, then after 10 s, 20 s and so on up to 5 min.',
  declare: (command) =>
    command.option('--ready-file <path>', 'made once tables and connectors are there, for a health check to look at'),
  examples: ['warehouse watch', 'warehouse watch --ready-file /tmp/ready'],
  needs: warehouseNeeds,
  run: async (context: Context<typeof warehouseNeeds, { readonly readyFile?: string }>) => {
    const { config, options, print, signal } = context
    await applyOnceThere(context)
    if (options.readyFile !== undefined && !signal.aborted) await writeFile(options.readyFile, '')
    const names = warehouseTables(config.TOPIC_PREFIX).map((table) => toConnectorName(config.TOPIC_PREFIX, table))
    await watchConnectors(createConnectClient(config.CONNECT_URL), names, signal, print.note)
    return exitCodes.fine
  },
})

/** Makes tables and connectors; what is not reachable yet is waited for, and said once. */
async function applyOnceThere({ config, print, signal }: Context<typeof warehouseNeeds, unknown>): Promise<void> {
  let trouble = ''
  while (!signal.aborted) {
    const { keep, closeAll } = createCloser()
    try {
      const { database, connect, tables, settings } = await openWarehouse(config, keep)
      const done = await applyWarehouse(database, connect, tables, settings, print.progress)
      for (const line of renderWarehouse(done, true)) print.note(line)
      return
    } catch (error) {
      if (!(error instanceof BellhopError) || !error.retriable) throw error
      const text = redactText(describeError(error))
      if (text !== trouble) print.note(text)
      trouble = text
    } finally {
      await closeAll()
    }
    await delay(againMs, undefined, { signal }).catch(() => undefined)
  }
}
