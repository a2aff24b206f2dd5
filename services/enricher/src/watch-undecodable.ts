import { maxDead, maxShare, windowMs } from './guard-flood.ts'

/** Records that no schema reads, watched over all tasks of the process. Times are epoch milliseconds. */
export type UndecodableWatch = {
  /** Notes what a committed turn took, and how much of it could not be decoded. */
  readonly ended: (taken: number, undecodable: number, now: number) => void
  /** Since when they are a flood, until ten minutes after there were so many; undefined where they are none. */
  readonly floodSince: (now: number) => number | undefined
}

type Tally = { readonly at: number; readonly taken: number; readonly undecodable: number }

/** Milliseconds for which a flood is shown after it has ebbed. */
const shownMs = 600_000

/**
 * Creates a watch that has seen nothing. As many are a flood as would halt an operation; nothing is halted for them,
 * since they belong to none: they are kept as dead letters, with their bytes.
 */
export function createUndecodableWatch(): UndecodableWatch {
  let recent: readonly Tally[] = []
  let flood: { readonly since: number; readonly until: number } | undefined

  const floodSince = (now: number) => (flood !== undefined && now < flood.until ? flood.since : undefined)
  return {
    floodSince,
    ended: (taken, undecodable, now) => {
      recent = [...recent.filter(({ at }) => at > now - windowMs), { at: now, taken, undecodable }]
      const [all, bad] = [sum(recent, 'taken'), sum(recent, 'undecodable')]
      if (undecodable === 0 || bad <= Math.max(maxDead, all * maxShare)) return
      flood = { since: floodSince(now) ?? now, until: now + shownMs }
    },
  }
}

function sum(tallies: readonly Tally[], field: 'taken' | 'undecodable'): number {
  return tallies.reduce((total, tally) => total + tally[field], 0)
}
