import { randomUUID } from 'node:crypto'
import { type Bellhop, openBellhop } from '@bellhop/demo'
import { createCloser, type Opened } from '@bellhop/runtime'
import { openSimulator, type Simulator, type SimulatorOptions } from '@bellhop/simulator'

/** All of Bellhop against a simulated Mews, under a prefix of its own on the broker that all specs share. */
export type Whole = { readonly bellhop: Bellhop; readonly simulator: Simulator }

/** Opens the whole; resolves when webhooks may be posted. */
export async function openWhole(
  options: SimulatorOptions = {},
  env: Readonly<Record<string, string>> = {},
): Promise<Opened<Whole>> {
  const { keep, closeAll } = createCloser()
  try {
    const simulator = keep(await openSimulator(options))
    const bellhop = keep(
      await openBellhop({
        brokers: process.env['BELLHOP_TEST_BROKERS'] ?? '',
        registryUrl: process.env['BELLHOP_TEST_REGISTRY_URL'] ?? '',
        directory: simulator.directory,
        topicPrefix: `test-${randomUUID().slice(0, 8)}`,
        partitions: 4,
        env,
      }),
    )
    simulator.setWebhookUrl(`${bellhop.webhookUrl}?Token=${bellhop.webhookToken}`)
    return { value: { bellhop, simulator }, close: closeAll }
  } catch (error) {
    await closeAll()
    throw error
  }
}

/** Events that Mews has posted so far, each webhook once however often it was sent. */
export function postedEvents(simulator: Simulator): number {
  return Object.values(simulator.stats().events.posted).reduce((sum, count) => sum + count, 0)
}
