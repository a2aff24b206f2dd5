import { setTimeout as delay } from 'node:timers/promises'
import { describeError } from '@bellhop/runtime'
import type { ConnectClient } from './connect-client.ts'
import { decideRestarts, type Restarts } from './decide-restarts.ts'

/** Milliseconds between two looks. */
const lookEveryMs = 5_000

/**
 * Starts connectors again that have failed, until it is stopped: Kafka Connect itself leaves them as they are.
 *
 * Nothing is lost or doubled by it: a connector goes on from what it has committed, and an upsert may be repeated. While
 * Kafka Connect does not answer it waits, and says so once.
 *
 * @param tell - told of each start, and of what goes wrong
 */
export async function watchConnectors(
  connect: ConnectClient,
  names: readonly string[],
  signal: AbortSignal,
  tell: (text: string) => void,
): Promise<void> {
  let restarts: Restarts = new Map()
  let trouble = ''
  while (!signal.aborted) {
    try {
      const decided = decideRestarts(names, await connect.list(), restarts, performance.now())
      restarts = decided.restarts
      for (const name of decided.restart) {
        tell(`Connector ${name} has failed and is started again (${restarts.get(name)?.count} in a row)`)
        await connect.restart(name)
      }
      if (trouble !== '') tell('Kafka Connect answers again')
      trouble = ''
    } catch (error) {
      const text = describeError(error)
      if (text !== trouble) tell(text)
      trouble = text
    }
    await delay(lookEveryMs, undefined, { signal }).catch(() => undefined)
  }
}
