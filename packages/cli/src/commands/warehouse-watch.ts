import { topicVariables } from '@bellhop/runtime'
import {
  createConnectClient,
  toConnectorName,
  warehouseTables,
  warehouseVariables,
  watchConnectors,
} from '@bellhop/warehouse'
import { Type } from '@sinclair/typebox'
import { defineCommand } from '../define-command.ts'
import { exitCodes } from '../exit-codes.ts'

/** `bellhop warehouse watch`. */
export const warehouseWatch = defineCommand({
  name: 'warehouse watch',
  summary: 'starts connectors again that have failed, until it is stopped',
  details:
    'Kafka Connect leaves a connector as it is once it has failed, for example when the database went away in the middle of a transaction. Nothing is lost or doubled by starting it again. Each is started at once, then after 10 s, 20 s and so on up to 5 min.',
  examples: ['warehouse watch'],
  needs: Type.Object({ CONNECT_URL: warehouseVariables.CONNECT_URL, TOPIC_PREFIX: topicVariables.TOPIC_PREFIX }),
  run: async ({ config, print, signal }) => {
    const names = warehouseTables(config.TOPIC_PREFIX).map((table) => toConnectorName(config.TOPIC_PREFIX, table))
    await watchConnectors(createConnectClient(config.CONNECT_URL), names, signal, print.note)
    return exitCodes.fine
  },
})
