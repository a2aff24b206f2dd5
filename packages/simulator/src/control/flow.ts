import { SimulatorError } from '../errors.ts'
import type { Simulator } from '../simulator.ts'
import type { Traffic } from '../webhooks/start-traffic.ts'
import { isJsonObject, type Json } from '../world/json.ts'

/** The one traffic of a process, and how fast it is. */
export type Flow = {
  /** From now on so many events a second; 0 ends it, and resolves once every webhook is accepted or thrown away. */
  readonly set: (eventsPerSecond: number) => Promise<void>
}

/** Creates the flow of a simulator; nothing flows yet. */
export function createFlow(simulator: Simulator, maxEventsPerWebhook: number): Flow {
  let running: Traffic | undefined
  return {
    async set(eventsPerSecond) {
      const before = running
      running = eventsPerSecond > 0 ? simulator.startTraffic({ eventsPerSecond, maxEventsPerWebhook }) : undefined
      if (running === undefined) await (before?.stop() ?? simulator.settled())
      else before?.abandon()
    },
  }
}

/** Reads how fast traffic is to be. @throws SimulatorError when the text does not say. */
export function readRate(body: string): number {
  let value: Json = null
  try {
    value = JSON.parse(body)
  } catch {
    // Said below, as of any other text that is not what is wanted.
  }
  const rate = isJsonObject(value) ? value['eventsPerSecond'] : undefined
  if (typeof rate === 'number' && rate >= 0) return rate
  throw new SimulatorError('simulator.options', 'Traffic needs {"eventsPerSecond": a number of at least 0}')
}
