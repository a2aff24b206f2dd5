import type { ChangeRequest } from '../world/change.ts'
import type { Random } from '../world/random.ts'
import { SECOND } from '../world/time.ts'
import type { WebhookEvent } from './to-events.ts'

/** A steady flow of changes and the webhooks that announce them. */
export type TrafficSettings = {
  /** Events a second over all enterprises. Kept up whether or not the receiver keeps up. */
  readonly eventsPerSecond: number
  /** The most events of one webhook; Mews speaks of hundreds. */
  readonly maxEventsPerWebhook: number
  /** How often what has gathered is posted, in milliseconds. */
  readonly flushEveryMs: number
  /** The share of webhooks that are posted twice, from 0 to 1. */
  readonly duplicateShare: number
  /** The share of customer changes that every enterprise of the chain announces, from 0 to 1. */
  readonly chainWideShare: number
  /** Draws the next change; nothing is a change of any entity at all. */
  readonly next: (random: Random) => ChangeRequest
}

/** A change and who announces it. */
type Announced = {
  readonly entity: string
  readonly enterpriseId: string
  readonly events: readonly WebhookEvent[]
}

/** What traffic does to the world and the receiver. */
export type TrafficParts = {
  readonly random: Random
  readonly change: (request: ChangeRequest) => Announced
  readonly post: (enterpriseId: string, events: readonly WebhookEvent[]) => Promise<unknown>
  /** The other enterprises of that enterprise's chain. */
  readonly siblingsOf: (enterpriseId: string) => readonly string[]
  readonly settled: () => Promise<void>
  /** Milliseconds, never set back. */
  readonly elapsedMs: () => number
}

/** Traffic that runs. */
export type Traffic = {
  /** Ends the changes, posts what has gathered, and waits until every webhook is accepted or thrown away. */
  readonly stop: () => Promise<void>
  /** Ends the changes, and nothing more. */
  readonly abandon: () => void
}

/** Starts traffic: an open loop, which makes up for ticks that came late. */
export function startTraffic(parts: TrafficParts, settings: TrafficSettings): Traffic {
  const gathered = new Map<string, WebhookEvent[]>()
  const startedMs = parts.elapsedMs()
  let made = 0

  function send(enterpriseId: string, events: readonly WebhookEvent[]): void {
    const times = parts.random.chance(settings.duplicateShare) ? 2 : 1
    // What becomes of a webhook is in the tally; only a closed simulator rejects.
    for (let time = 0; time < times; time += 1) parts.post(enterpriseId, events).catch(() => undefined)
  }

  function gather(enterpriseId: string, events: readonly WebhookEvent[]): void {
    const batch = gathered.get(enterpriseId) ?? []
    gathered.set(enterpriseId, batch)
    if (batch.length > 0 && batch.length + events.length > settings.maxEventsPerWebhook)
      send(enterpriseId, batch.splice(0))
    batch.push(...events)
  }

  function flush(): void {
    for (const [enterpriseId, batch] of gathered) if (batch.length > 0) send(enterpriseId, batch.splice(0))
  }

  function tick(): void {
    const due = Math.floor(((parts.elapsedMs() - startedMs) / SECOND) * settings.eventsPerSecond)
    while (made < due) {
      const { entity, enterpriseId, events } = parts.change(settings.next(parts.random))
      gather(enterpriseId, events)
      made += events.length
      if (entity !== 'customer' || !parts.random.chance(settings.chainWideShare)) continue
      for (const sibling of parts.siblingsOf(enterpriseId)) {
        gather(sibling, events)
        made += events.length
      }
    }
    flush()
  }

  const timer = setInterval(tick, settings.flushEveryMs)
  return {
    async stop() {
      clearInterval(timer)
      flush()
      await parts.settled()
    },
    abandon: () => clearInterval(timer),
  }
}
