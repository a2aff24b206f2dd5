import type { ExistingConnector } from './plan-connector.ts'

/**
 * How often a connector was started or made again in a row, and when the last time, in milliseconds of a monotonic clock.
 */
export type Restarts = ReadonlyMap<string, { readonly count: number; readonly atMs: number }>

/** What is to be done now, by the names of connectors. */
export type Decided = {
  /** Those that have failed. */
  readonly restart: readonly string[]
  /** Those that are not there any more. */
  readonly create: readonly string[]
  readonly restarts: Restarts
}

const firstPauseMs = 10_000
const longestPauseMs = 300_000

/**
 * Says which connectors are to be started or made again now: those of `names` that have failed or are gone, each time
 * after twice the pause, from 10 s to 5 min, until it has run for five minutes.
 */
export function decideRestarts(
  names: readonly string[],
  existing: ReadonlyMap<string, ExistingConnector>,
  before: Restarts,
  nowMs: number,
): Decided {
  const restarts = new Map(before)
  const restart: string[] = []
  const create: string[] = []
  for (const name of names) {
    const connector = existing.get(name)
    const last = restarts.get(name)
    const sinceMs = last === undefined ? Number.POSITIVE_INFINITY : nowMs - last.atMs
    if (connector !== undefined && !hasFailed(connector)) {
      if (sinceMs > longestPauseMs) restarts.delete(name)
      continue
    }
    const count = last?.count ?? 0
    const pauseMs = Math.min(firstPauseMs * 2 ** (count - 1), longestPauseMs)
    if (count > 0 && sinceMs < pauseMs) continue
    if (connector === undefined) create.push(name)
    else restart.push(name)
    restarts.set(name, { count: count + 1, atMs: nowMs })
  }
  return { restart, create, restarts }
}

function hasFailed(connector: ExistingConnector): boolean {
  return [connector, ...connector.tasks].some(({ state }) => state === 'FAILED')
}
