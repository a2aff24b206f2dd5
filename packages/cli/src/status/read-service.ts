import { sumBy } from '@bellhop/runtime'
import type { AdminAnswer } from '../ask-admin.ts'

/** Calls of a credential within its last window, of those it may make; over the enrichers that were asked. */
export type BudgetUse = { readonly credential: string; readonly used: number; readonly capacity: number }

/** Reads how much of each token's budget is used. Pure. */
export function readBudgets(enrichers: readonly AdminAnswer[]): readonly BudgetUse[] {
  const samples = enrichers.flatMap((one) => (one.isThere ? one.samples : []))
  const used = sumBy(samples, 'bellhop_enricher_budget_used_calls', 'credential')
  // A token has one owner; while it changes hands two may tell of it.
  const capacity = new Map<string, number>()
  for (const { name, labels, value } of samples) {
    if (name === 'bellhop_enricher_budget_capacity_calls') capacity.set(labels['credential'] ?? '', value)
  }
  return [...capacity].map(([credential, calls]) => ({ credential, used: used.get(credential) ?? 0, capacity: calls }))
}

/** How many operations wait for a permission or an operator. */
export type Parked = { readonly operation: string; readonly reason: string; readonly count: number }

/** Reads what is parked (reason 401) or halted (any other). Pure. */
export function readParked(enrichers: readonly AdminAnswer[]): readonly Parked[] {
  const counts = new Map<string, number>()
  for (const { name, labels, value } of enrichers.flatMap((one) => (one.isThere ? one.samples : []))) {
    if (name !== 'bellhop_enricher_parked_operations' || value === 0) continue
    const key = JSON.stringify([labels['operation'], labels['reason']])
    counts.set(key, (counts.get(key) ?? 0) + value)
  }
  return [...counts].map(([key, count]) => {
    const [operation = '', reason = ''] = JSON.parse(key)
    return { operation, reason, count }
  })
}

/** What lies in the spools of the ingresses that answered; undefined where none did. */
export type Spool = { readonly bytes: number; readonly ageSeconds: number }

/** Reads the spool. Pure. */
export function readSpool(ingresses: readonly AdminAnswer[]): Spool | undefined {
  const samples = ingresses.flatMap((one) => (one.isThere ? one.samples : []))
  const of = (name: string) => samples.filter((one) => one.name === name).map(({ value }) => value)
  const bytes = of('bellhop_ingress_spool_bytes')
  if (bytes.length === 0) return undefined
  return {
    bytes: bytes.reduce((sum, value) => sum + value, 0),
    ageSeconds: Math.max(0, ...of('bellhop_ingress_spool_age_seconds')),
  }
}
