import type { ExistingConnector } from './plan-connector.ts'

/** How often a connector was started again in a row, and when the last time, in milliseconds of a monotonic clock. */
export type Restarts = ReadonlyMap<string, { readonly count: number; readonly atMs: number }>

const firstPauseMs = 10_000
const longestPauseMs = 300_000

/**
 * Says which connectors are to be started again now: those of `names` that have failed, each time after twice the pause,
 * from 10 s to 5 min, until it has run for five minutes.
 */
export function decideRestarts(
  names: readonly string[],
  existing: ReadonlyMap<string, ExistingConnector>,
  before: Restarts,
  nowMs: number,
): { readonly restart: readonly string[]; readonly restarts: Restarts } {
  const restarts = new Map(before)
  const restart: string[] = []
  for (const name of names) {
    const connector = existing.get(name)
    if (connector === undefined) continue
    const last = restarts.get(name)
    const sinceMs = last === undefined ? Number.POSITIVE_INFINITY : nowMs - last.atMs
    const hasFailed = [connector, ...connector.tasks].some(({ state }) => state === 'FAILED')
    if (!hasFailed) {
      if (sinceMs > longestPauseMs) restarts.delete(name)
      continue
    }
    const count = last?.count ?? 0
    const pauseMs = Math.min(firstPauseMs * 2 ** (count - 1), longestPauseMs)
    if (count > 0 && sinceMs < pauseMs) continue
    restart.push(name)
    restarts.set(name, { count: count + 1, atMs: nowMs })
  }
  return { restart, restarts }
}
