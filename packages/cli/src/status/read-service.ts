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
  const named = [...capacity].sort(([a], [b]) => (a < b ? -1 : 1))
  return named.map(([credential, calls]) => ({ credential, used: used.get(credential) ?? 0, capacity: calls }))
}

/** An operation that waits: parked (401) for the permission of a credential, or halted in a lane (any other reason). */
export type Parked = {
  readonly operation: string
  readonly reason: string
  /** The credential's name, or the lane. */
  readonly of: string
}

/** Reads what is parked or halted. Pure. */
export function readParked(enrichers: readonly AdminAnswer[]): readonly Parked[] {
  // A token is asked with in several partitions, and each tells of it.
  const found = new Map<string, Parked>()
  for (const { name, labels, value } of enrichers.flatMap((one) => (one.isThere ? one.samples : []))) {
    if (name !== 'bellhop_enricher_parked_operations' || value === 0) continue
    const { operation = '', reason = '', credential = '', lane = '' } = labels
    const of = reason === '401' ? credential : lane
    found.set(JSON.stringify([operation, reason, of]), { operation, reason, of })
  }
  return [...found.values()]
}

/**
 * Reads how many enterprises have waiting events and are not in the directory: the most that one enricher tells of, since
 * two may tell of the same one while a task changes hands. Pure.
 */
export function readUnknownEnterprises(enrichers: readonly AdminAnswer[]): number {
  const samples = enrichers.flatMap((one) => (one.isThere ? one.samples : []))
  const told = samples.filter(({ name }) => name === 'bellhop_enricher_unknown_enterprises').map(({ value }) => value)
  return Math.max(0, ...told)
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
