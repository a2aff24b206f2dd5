import { describeError } from '@bellhop/runtime'
import type { ConnectClient } from './connect-client.ts'
import { decideRestarts, type Restarts } from './decide-restarts.ts'

/**
 * Makes a look at connectors, which starts those again that have failed and makes those again that are gone; it never
 * rejects.
 *
 * One that is gone gets the settings that it was last seen with, so that nobody's changes to them are undone. While Kafka
 * Connect does not answer nothing is done, and that is said once.
 *
 * @param names - of connectors that were made before
 * @param tell - told of each start, and of what goes wrong
 * @param nowMs - milliseconds of a clock that never goes back
 */
export function createTend(
  connect: ConnectClient,
  names: readonly string[],
  tell: (text: string) => void,
  nowMs: () => number,
): () => Promise<void> {
  const seen = new Map<string, Readonly<Record<string, string>>>()
  let restarts: Restarts = new Map()
  let trouble = ''

  async function tend(): Promise<void> {
    try {
      const existing = await connect.list()
      if (trouble !== '') tell('Kafka Connect answers again')
      trouble = ''
      for (const [name, { config }] of existing) seen.set(name, config)
      const decided = decideRestarts(names, existing, restarts, nowMs())
      restarts = decided.restarts
      for (const name of decided.restart) await attempt(() => restart(name))
      for (const name of decided.create) await attempt(() => create(name))
    } catch (error) {
      const text = describeError(error)
      if (text !== trouble) tell(text)
      trouble = text
    }
  }

  async function restart(name: string): Promise<void> {
    tell(`Connector ${name} has failed and is started again (${countOf(name)} in a row)`)
    await connect.restart(name)
  }

  async function create(name: string): Promise<void> {
    const config = seen.get(name)
    if (config !== undefined) {
      tell(`Connector ${name} is gone and is made again (${countOf(name)} in a row)`)
      await connect.put({ name, config })
    } else if (countOf(name) > 1) {
      // Not the first time: what was just made is listed only once it has begun.
      tell(`Connector ${name} is not there, and was not before: bellhop warehouse apply makes it`)
    }
  }

  function countOf(name: string): number {
    return restarts.get(name)?.count ?? 0
  }

  /** One connector that is refused does not keep the others from theirs; it has its turn again after its pause. */
  async function attempt(act: () => Promise<void>): Promise<void> {
    await act().catch((error: unknown) => tell(describeError(error)))
  }

  return tend
}
