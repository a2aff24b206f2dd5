import type { LocalStack } from '@bellhop/local'

/** Where cases are measured. */
export type CaseContext = {
  readonly stack: LocalStack
  /** How long a case is measured, in seconds; its own time where undefined. Backlogs end when they are worked off. */
  readonly seconds?: number | undefined
  /** A folder for the enricher's profile; none is made where undefined. */
  readonly profileDir?: string | undefined
  readonly stopping: AbortSignal
  readonly say: (text: string) => void
}

/** How long events waited in one lane, in milliseconds. */
export type LaneDelay = { readonly lane: string; readonly records: number; readonly p50: number; readonly p99: number }

/** What was measured of a case. */
export type CaseResult = {
  readonly name: string
  /** What was done, in a few words. */
  readonly what: string
  readonly seconds: number
  readonly events: number
  /** Distinct entities for which a record was published. */
  readonly entities: number
  /** Entities that Mews's limits allowed in that time, a thousand a call; undefined where that is no measure. */
  readonly ceiling: number | undefined
  readonly calls: number
  /** The fewest calls that could have fetched them. */
  readonly idealCalls: number
  /** By the simulator's own count. */
  readonly refused: number
  readonly deferrals: number
  readonly lanes: readonly LaneDelay[]
  readonly cpuSeconds: number
  readonly residentMb: number
  readonly transactions: number
  /** Processor time of the simulated Mews, which shares a process with what measures. */
  readonly simulatorCpuSeconds: number
  /** What was aimed at, and whether it was reached. */
  readonly target: string
  readonly isMet: boolean
}

/** Measures the enricher in one situation. */
export type Case = (context: CaseContext) => Promise<CaseResult>
