import {
  type Accounting,
  type Comparison,
  checkAccounting,
  checkKept,
  compareTruth,
  type Kept,
  readLedger,
} from '@bellhop/audit'
import type { Simulator } from '@bellhop/simulator'
import { findFaults } from './find-faults.ts'
import { lookAgain } from './look-again.ts'
import type { Bellhop } from './open-bellhop.ts'

/** Where the topics are read. */
export type Readable = Pick<Bellhop, 'kafka' | 'registry' | 'topics' | 'groupId'>

/** What is known of the source without them. */
export type Told = Pick<Simulator, 'acceptedEvents' | 'truth'>

/** What a run has shown, from the topics alone. */
export type Verdict = Kept & {
  readonly accounting: Accounting
  readonly comparison: Comparison
  /** What forbids to call the run good, each a sentence. */
  readonly faults: readonly string[]
}

/** Milliseconds after which a transaction that was committed is surely readable. */
const settleMs = 15_000

/**
 * Reads all topics and holds them against the promises and the simulator's truth.
 *
 * What a transaction wrote is readable a moment after its commit, so faults that are seen sooner are looked at again.
 *
 * @throws the reason of `stopping` once it aborts
 */
export function reachVerdict(bellhop: Readable, simulator: Told, stopping?: AbortSignal): Promise<Verdict> {
  const isGood = ({ faults }: Verdict) => faults.length === 0
  return lookAgain(() => readVerdict(bellhop, simulator), isGood, settleMs, stopping)
}

async function readVerdict(bellhop: Readable, simulator: Told): Promise<Verdict> {
  // Before the topics are read, so that what is answered in the meantime is not missed there.
  const answered = simulator.acceptedEvents()
  const ledger = await readLedger(bellhop.kafka, bellhop.registry, bellhop.topics, bellhop.groupId)
  const accounting = checkAccounting(ledger)
  const comparison = compareTruth(ledger, simulator.truth())
  const kept = checkKept(ledger, answered, bellhop.topics)
  const faults = findFaults(kept, accounting, comparison, ledger)
  return { ...kept, accounting, comparison, faults }
}

/** Says a verdict in a few lines. Pure. */
export function renderVerdict({ accounting, comparison, accepted, kept, faults }: Verdict): string {
  const { consumed, enriched, unchanged, deadLettered, waiting } = accounting.sums
  const lines = [
    `kept        ${kept} events on the topics for ${accepted} answered`,
    `ended       ${consumed} records consumed = ${enriched} enriched + ${unchanged} unchanged + ${deadLettered} dead-lettered + ${waiting} waiting`,
    `truth       the newest records of ${comparison.compared} entities compared field by field`,
    ...(faults.length === 0 ? ['all promises hold'] : faults.map((fault) => `FAULT       ${fault}`)),
  ]
  return `${lines.join('\n')}\n`
}
