import type { Lag } from './measure-lag.ts'

/** Events that wait in retry topics. */
export type WaitingSums = {
  readonly records: number
  /** How many of them were looked at: the first of each partition. The rest of this is of them. */
  readonly lookedAt: number
  /** When the oldest of them was received, epoch milliseconds. */
  readonly oldestReceivedAt: number | null
  /** How many wait for which reason. */
  readonly reasons: Readonly<Record<string, number>>
}

/** Fields of a waiting event that are looked at. */
export type Waiter = { readonly received_at: number; readonly last_reason: string }

/** Sums up what waits. Pure. */
export function sumWaiting(retries: readonly Lag[], waiters: readonly Waiter[]): WaitingSums {
  const reasons: Record<string, number> = {}
  let oldest: number | null = null
  for (const { received_at, last_reason } of waiters) {
    reasons[last_reason] = (reasons[last_reason] ?? 0) + 1
    oldest = Math.min(oldest ?? received_at, received_at)
  }
  const records = retries.reduce((sum, { records: each }) => sum + each, 0)
  return { records, lookedAt: waiters.length, oldestReceivedAt: oldest, reasons }
}
