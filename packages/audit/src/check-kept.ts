import type { Ledger } from './ledger.ts'

/** The first half of the second promise, checked: what was answered stands on our topics. */
export type Kept = {
  /** Events of webhooks that were answered 2xx. */
  readonly accepted: number
  /** Events on the event topics, unrecognised and quarantined ones included. */
  readonly kept: number
  /** Events, as `<discriminator> <id>`, that stand on the topics less often than they were answered. */
  readonly short: readonly string[]
}

/**
 * Counts each event on the topics against how often it was answered, so that copies of one do not hide the loss of
 * another. Pure.
 *
 * @param accepted - how often an event was answered 2xx, by `<discriminator> <id>`
 */
export function checkKept({ events, unrecognised, quarantined }: Ledger, accepted: ReadonlyMap<string, number>): Kept {
  const found = new Map<string, number>()
  for (const { value } of [...events, ...unrecognised, ...quarantined]) {
    // The ingress quarantines an event for a field that it cannot use, which is null then.
    const event = `${value.discriminator ?? ''} ${value.entity_id ?? ''}`
    found.set(event, (found.get(event) ?? 0) + 1)
  }
  return {
    accepted: [...accepted.values()].reduce((sum, times) => sum + times, 0),
    kept: events.length + unrecognised.length + quarantined.length,
    short: [...accepted].filter(([event, times]) => (found.get(event) ?? 0) < times).map(([event]) => event),
  }
}
