import type { TopicNames } from '@bellhop/records'
import type { Ledger } from './ledger.ts'

/** The first half of the second promise, checked: what was answered stands on our topics. */
export type Kept = {
  /** Events of webhooks that were answered 2xx. */
  readonly accepted: number
  /** Events on the event topics, unrecognised ones included. */
  readonly kept: number
  /** Events, as `<discriminator> <id>`, that stand on their own topic less often than they were answered. */
  readonly short: readonly string[]
}

/**
 * Counts each event on its topic against how often it was answered, so that copies of one do not hide the loss of
 * another. One that the ingress put among the dead letters instead is not kept: nobody will fetch it. Pure.
 *
 * @param accepted - how often an event was answered 2xx, by `<discriminator> <id>`
 * @param topics - which topic is whose
 */
export function checkKept(
  { events, unrecognised }: Ledger,
  accepted: ReadonlyMap<string, number>,
  topics: Pick<TopicNames, 'event' | 'unrecognised'>,
): Kept {
  const found = new Map<string, number>()
  for (const { topic, value } of [...events, ...unrecognised]) {
    if (topic !== (topics.event(value.discriminator) ?? topics.unrecognised)) continue
    const event = `${value.discriminator} ${value.entity_id}`
    found.set(event, (found.get(event) ?? 0) + 1)
  }
  return {
    accepted: [...accepted.values()].reduce((sum, times) => sum + times, 0),
    kept: events.length + unrecognised.length,
    short: [...accepted].filter(([event, times]) => (found.get(event) ?? 0) < times).map(([event]) => event),
  }
}
