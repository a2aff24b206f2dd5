import { setMaxListeners } from 'node:events'
import { setTimeout as wait } from 'node:timers/promises'
import type { Opened } from '@bellhop/runtime'
import { Agent } from 'undici'
import { SimulatorError } from '../errors.ts'
import type { SimulatorLog } from '../log.ts'
import { count, type Tally } from '../tally.ts'
import { createSlots } from './create-slots.ts'
import { isAccepted, type Reply, sendWebhook } from './send-webhook.ts'
import type { WebhookEvent } from './to-events.ts'

/** How webhooks are delivered. */
export type PosterSettings = {
  /** How long a receiver has to answer, in milliseconds. */
  readonly timeoutMs: number
  /** How long to wait before a webhook is sent again, in milliseconds. */
  readonly retryWaitMs: number
  /** How often a webhook is sent before it is thrown away. */
  readonly maxAttempts: number
  /** How many are under way at once; those that wait for their next attempt do not count. */
  readonly concurrency: number
}

/** What became of a webhook. `cut off` when the simulator closed first. */
export type Delivery = {
  readonly end: 'accepted' | 'discarded' | 'cut off'
  /** What was answered to each attempt. */
  readonly replies: readonly Reply[]
}

/** Delivers webhooks as Mews does. */
export type Poster = {
  /** Posts a body until it is taken or thrown away. `events` are those it holds, for the tally. */
  readonly post: (body: string, events: readonly WebhookEvent[]) => Promise<Delivery>
  readonly open: () => number
  /** Resolves when nothing is under way and nothing waits. */
  readonly settled: () => Promise<void>
  readonly setUrl: (url: string | null) => void
}

/** Opens the poster. Closing cuts off what is under way. */
export function openPoster(
  settings: PosterSettings,
  firstUrl: string | null,
  tally: Tally,
  log: SimulatorLog,
): Opened<Poster> {
  const agent = new Agent({ connections: settings.concurrency, pipelining: 1 })
  const slots = createSlots(settings.concurrency)
  const closing = new AbortController()
  // One listener for each that is under way or waits: many, and none of them forgotten.
  setMaxListeners(0, closing.signal)
  const underWay = new Set<Promise<Delivery>>()
  let url = firstUrl

  async function deliver(body: string, events: readonly WebhookEvent[]): Promise<Delivery> {
    const replies: Reply[] = []
    while (replies.length < settings.maxAttempts && !closing.signal.aborted) {
      if (replies.length > 0) {
        await wait(settings.retryWaitMs, undefined, { signal: closing.signal }).catch(() => undefined)
        if (closing.signal.aborted) break
        tally.retried += 1
      }
      const reply = await slots.run(() => {
        tally.attempts += 1
        const { timeoutMs } = settings
        return sendWebhook({ agent, url: url ?? '', body, timeoutMs, closing: closing.signal })
      })
      replies.push(reply)
      if (isAccepted(reply)) {
        tally.accepted += 1
        countEvents(tally.events.accepted, events)
        for (const { Discriminator, Value } of events) count(tally.acceptedEvents, `${Discriminator} ${Value.Id}`)
        return { end: 'accepted', replies }
      }
    }
    if (closing.signal.aborted) return { end: 'cut off', replies }
    tally.discarded += 1
    countEvents(tally.events.discarded, events)
    log.warn({ replies, events: events.length }, 'a webhook was thrown away')
    return { end: 'discarded', replies }
  }

  return {
    value: {
      async post(body, events) {
        if (url === null) throw new SimulatorError('simulator.no-webhook-url', 'Nowhere to post to')
        tally.posted += 1
        countEvents(tally.events.posted, events)
        const delivery = deliver(body, events)
        underWay.add(delivery)
        return delivery.finally(() => underWay.delete(delivery))
      },
      open: () => underWay.size,
      async settled() {
        while (underWay.size > 0) await Promise.all(underWay)
      },
      setUrl(next) {
        url = next
      },
    },
    async close() {
      closing.abort()
      await Promise.all(underWay)
      await agent.destroy()
    },
  }
}

function countEvents(counts: Map<string, number>, events: readonly WebhookEvent[]): void {
  for (const { Discriminator } of events) count(counts, Discriminator)
}
