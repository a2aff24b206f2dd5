import type { LocalStack } from '@bellhop/local'

/** Where faults of the enricher are tried, and for how long. */
export type FaultContext = {
  /** With a broker and a registry that are ours to stop. */
  readonly stack: LocalStack
  /** How long each fault lasts, in seconds; its own time where undefined. */
  readonly seconds?: number | undefined
  readonly stopping: AbortSignal
  /** Told what is being done. */
  readonly say: (text: string) => void
}

/** What a fault did to the enricher. */
export type FaultResult = {
  readonly name: string
  /** What was done, in a few words. */
  readonly what: string
  /** Events answered 2xx. */
  readonly events: number
  /** From the end of fault and traffic until nothing waited any more. */
  readonly settledSeconds: number
  /** Events that were answered or consumed, and have no end. */
  readonly lost: number
  /** Records that follow a newer state of their entity. */
  readonly stale: number
  /** Sums that do not add up, and events that are not consumed or still wait. */
  readonly unaccounted: number
  /** Entities whose newest record was held against the truth, and fields that differ, missing entities included. */
  readonly compared: number
  readonly different: number
  readonly deadLetters: number
  /** Calls that Mews's limit refused; not those that a fault refused with the same status. */
  readonly refusedByLimit: number
  /** Calls of a frozen process from its freeze until it was given tasks again; undefined where none was frozen. */
  readonly callsUnowned: number | undefined
  /** What is not as it was promised; empty when all is well. */
  readonly problems: readonly string[]
}

/** Brings one fault about under traffic, and holds what stands on the topics against the promises. */
export type Fault = (context: FaultContext) => Promise<FaultResult>
