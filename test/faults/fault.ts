import type { LocalStack } from '@bellhop/local'
import type { IdCheck } from '../bench/check-ids.ts'

/** Where faults are tried, and how long they last. */
export type FaultContext = {
  /** With a broker that is ours to stop. */
  readonly stack: LocalStack
  /** For logs, settings and spools. */
  readonly workDir: string
  /** What the times of each fault are multiplied by: 1, or less for a short form. */
  readonly scale: number
  /** Whether it counts how fast answers were, and that none was refused for its time: not so in a test on a busy machine. */
  readonly isTimed: boolean
  readonly stopping: AbortSignal
  /** Told what is being done. */
  readonly say: (text: string) => void
}

/** What a fault did to the ingress. */
export type FaultResult = {
  readonly name: string
  readonly posted: number
  /** Bodies by what came of them. */
  readonly kept: number
  readonly refused: number
  readonly unanswered: number
  /** The slowest answer of any status. */
  readonly longestAnswerMs: number
  readonly events: IdCheck
  /** The most that was seen in the spool. */
  readonly spooledBytes: number
  /** From the fault's end until the spool was empty; undefined when it never was. */
  readonly drainedSeconds: number | undefined
  /** What was done, in a few words. */
  readonly what: string
  /** What is not as it was promised; empty when all is well. */
  readonly problems: readonly string[]
}

/** Brings one fault about under load, and counts what became of every body. */
export type Fault = (context: FaultContext) => Promise<FaultResult>
