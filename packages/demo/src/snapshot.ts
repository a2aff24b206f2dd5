import { type Sample, sumBy } from '@bellhop/runtime'
import type { Simulator } from '@bellhop/simulator'
import { fetchSamples } from './fetch-samples.ts'
import type { Bellhop } from './open-bellhop.ts'
import { type Buckets, toBuckets, total } from './samples.ts'

/** What flows, at one moment. */
export type Snapshot = {
  readonly seconds: number
  readonly webhooks: {
    /** By status, as the ingress counts them: those that were posted by hand too. */
    readonly answered: ReadonlyMap<string, number>
    /** Sent again by the simulated Mews. */
    readonly retried: number
    /** Given up by the simulated Mews. */
    readonly discarded: number
  }
  readonly eventsByTopic: ReadonlyMap<string, number>
  readonly recordsByEntity: ReadonlyMap<string, number>
  readonly tokens: ReadonlyArray<{
    readonly name: string
    readonly calls: number
    readonly used: number
    readonly capacity: number
  }>
  readonly lag: number
  readonly waiting: number
  /** Of the enricher and, as quarantined, of the ingress; by reason. */
  readonly deadLetters: ReadonlyMap<string, number>
  /** From the receipt of the oldest event to the commit of its record, in seconds, since the start. */
  readonly delays: Buckets
}

/** Takes a snapshot from the services' metrics and the simulator's own count. */
export async function takeSnapshot(bellhop: Bellhop, simulator: Simulator, seconds: number): Promise<Snapshot> {
  const [ingress, enricher] = await Promise.all([
    fetchSamples(bellhop.ingress.adminUrl),
    fetchSamples(bellhop.enricher().adminUrl),
  ])
  const { webhooks, calls } = simulator.stats()
  return toSnapshot(ingress, enricher, webhooks, calls.byToken, seconds)
}

/** Makes a snapshot of both metrics pages and the simulator's counts. Pure. */
export function toSnapshot(
  ingress: readonly Sample[],
  enricher: readonly Sample[],
  { retried, discarded }: { readonly retried: number; readonly discarded: number },
  callsByToken: Readonly<Record<string, number>>,
  seconds: number,
): Snapshot {
  const capacity = sumBy(enricher, 'bellhop_enricher_budget_capacity_calls', 'credential')
  const used = sumBy(enricher, 'bellhop_enricher_budget_used_calls', 'credential')
  return {
    seconds,
    webhooks: { answered: sumBy(ingress, 'bellhop_ingress_webhooks_total', 'status'), retried, discarded },
    eventsByTopic: sumBy(ingress, 'bellhop_ingress_events_total', 'topic'),
    recordsByEntity: sumBy(enricher, 'bellhop_enricher_records_published_total', 'entity'),
    tokens: [...capacity].map(([name, allowed]) => ({
      name,
      calls: callsByToken[name] ?? 0,
      used: used.get(name) ?? 0,
      capacity: allowed,
    })),
    lag: total(sumBy(enricher, 'bellhop_enricher_lag_records', 'topic')),
    waiting: sumBy(enricher, 'bellhop_enricher_ends_total', 'end').get('waiting') ?? 0,
    // No reason of the one is a reason of the other.
    deadLetters: new Map([
      ...sumBy(ingress, 'bellhop_ingress_quarantined_total', 'reason'),
      ...sumBy(enricher, 'bellhop_enricher_dead_letters_total', 'reason'),
    ]),
    delays: toBuckets(enricher, 'bellhop_enricher_event_to_record_seconds'),
  }
}
