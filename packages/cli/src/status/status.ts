import type { Sums } from '@bellhop/records'
import type { DeadCount } from './count-dead-letters.ts'
import type { Lag } from './measure-lag.ts'
import type { BudgetUse, Parked, Spool } from './read-service.ts'
import type { WaitingSums } from './sum-waiting.ts'

/** A service's word on itself. */
export type ServiceWord = {
  readonly address: string
  readonly status: 'ready' | 'degraded' | 'not ready' | 'no answer'
  readonly reasons: readonly string[]
}

/** All that `bellhop status` tells; with `--json` as it is. Moments are epoch milliseconds. */
export type Status = {
  readonly at: number
  readonly groupId: string
  readonly lag: readonly Lag[]
  readonly waiting: WaitingSums
  readonly accounting: {
    readonly sums: Sums
    readonly problems: readonly string[]
    /** What retention and compaction have left too little of to be compared, each a sentence. */
    readonly incomparable: readonly string[]
    /** Whether the sums were compared with all that stands in the topics. */
    readonly isAudited: boolean
  }
  readonly deadLettersSince: number
  readonly deadLetters: readonly DeadCount[]
  readonly ingress: readonly ServiceWord[]
  readonly enricher: readonly ServiceWord[]
  readonly budgets: readonly BudgetUse[]
  readonly parked: readonly Parked[]
  /** Enterprises with waiting events that the directory does not know. */
  readonly unknownEnterprises: number
  readonly spool: Spool | null
  /** What is wrong, each a sentence. */
  readonly problems: readonly string[]
}
