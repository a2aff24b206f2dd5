import type { Logger } from '@bellhop/runtime'
import type { OperationEnds } from './guard-flood.ts'
import type { Halt, Halts } from './halts.ts'

/** Tells of what is halted. */
export type TellHalts = {
  /** Looks at what is halted in a task now, and tells of what has changed since it last looked. */
  readonly changed: (halts: Halts, turn?: readonly OperationEnds[]) => void
  /** The task is given away: its halts are no longer ours to tell of. */
  readonly forget: (halts: Halts) => void
}

/** Makes the log lines of halts. */
export function createTellHalts(log: Logger): TellHalts {
  const told = new Map<Halts, readonly Halt[]>()
  return {
    changed: (halts, turn = []) => {
      const before = told.get(halts) ?? []
      const all = halts.all()
      told.set(halts, all)
      for (const halt of all) {
        if (before.some((known) => isSame(known, halt))) continue
        const { lane, operation, cause } = halt
        const example = turn.find((ends) => ends.lane === lane && ends.operation === operation)?.example
        log.error({ lane, operation, cause, ...example }, 'an operation is halted: its events wait')
      }
      for (const halt of before) {
        if (all.some((known) => isSame(known, halt))) continue
        const { lane, operation, cause } = halt
        log.warn({ lane, operation, cause }, 'an operation is no longer halted')
      }
    },
    forget: (halts) => void told.delete(halts),
  }
}

function isSame(a: Halt, b: Halt): boolean {
  return a.lane === b.lane && a.operation === b.operation
}
