import type { Told } from '@bellhop/demo'
import type { Stats } from '@bellhop/simulator'

/** The simulated Mews in its container, by its control. */
export type Remote = {
  readonly stats: () => Promise<Stats>
  /** From now on so many events a second; 0 resolves once every webhook is answered or thrown away. */
  readonly setTraffic: (eventsPerSecond: number) => Promise<void>
  /** What it accepted and what is true, as of now. */
  readonly tell: () => Promise<Told>
}

/** Speaks to the simulator at this address. Rejects with what it answers where that is no success. */
export function openRemote(controlUrl: string): Remote {
  const ask = async (path: string, put?: unknown): Promise<string> => {
    const answer = await fetch(
      `${controlUrl}${path}`,
      put === undefined ? {} : { method: 'PUT', body: JSON.stringify(put) },
    )
    const text = await answer.text()
    if (!answer.ok) throw new Error(`The simulator answers ${path} with ${answer.status}: ${text}`)
    return text
  }
  return {
    stats: async () => JSON.parse(await ask('/stats')),
    setTraffic: async (eventsPerSecond) => {
      await ask('/traffic', { eventsPerSecond })
    },
    tell: async () => {
      const accepted = new Map<string, number>(Object.entries(JSON.parse(await ask('/accepted-events'))))
      const lines = (await ask('/truth')).trimEnd().split('\n')
      const truth = lines.map((line) => JSON.parse(line))
      return { acceptedEvents: () => accepted, truth: () => truth }
    },
  }
}
