import { setTimeout as delay } from 'node:timers/promises'
import type { ConnectClient } from './connect-client.ts'
import { createTend } from './tend-connectors.ts'

/** Milliseconds between two looks. */
const lookEveryMs = 5_000

/**
 * Starts connectors again that have failed, which Kafka Connect leaves as they are, and makes those again that are gone,
 * until it is stopped.
 *
 * Nothing is lost or doubled by it: a connector goes on from what it has committed, and an upsert may be repeated.
 *
 * @param names - of connectors that were made before
 * @param tell - told of each start, and of what goes wrong
 */
export async function watchConnectors(
  connect: ConnectClient,
  names: readonly string[],
  signal: AbortSignal,
  tell: (text: string) => void,
): Promise<void> {
  const tend = createTend(connect, names, tell, () => performance.now())
  while (!signal.aborted) {
    await tend()
    await delay(lookEveryMs, undefined, { signal }).catch(() => undefined)
  }
}
