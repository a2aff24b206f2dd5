import type { Redrive } from '@bellhop/records'
import { type OffsetRange, readRanges } from './offset-ranges.ts'

/** Where a record stands. */
export type Place = { readonly topic: string; readonly partition: number; readonly offset: number }

/** What a run goes through: dead letters, or under a name events. What was written for one is not written for it again. */
export type Undertaking = Pick<Redrive, 'action' | 'name'>

/** What has been written once more, as the records of the audit topic tell. */
export type Ledger = {
  /** Takes note of a record of the audit topic, in any order. */
  readonly add: (record: Redrive) => void
  /** Whether the events of a source record were written in this undertaking. */
  readonly isDone: (undertaking: Undertaking, place: Place) => boolean
  /** What one run has written. */
  readonly ofRun: (run: string) => { readonly records: number; readonly events: number }
}

/** Creates a ledger of nothing. */
export function createLedger(): Ledger {
  const ranges = new Map<string, OffsetRange[]>()
  const sorted = new Map<string, readonly OffsetRange[]>()
  const runs = new Map<string, { records: number; events: number }>()

  /** The ranges of a partition in order; batches come partition by partition, so this sorts seldom. */
  const sortedOf = (key: string): readonly OffsetRange[] => {
    const known = sorted.get(key)
    if (known !== undefined) return known
    const made = (ranges.get(key) ?? []).toSorted((a, b) => a.first - b.first)
    sorted.set(key, made)
    return made
  }

  return {
    add: (record) => {
      const { source_topic: topic, source_partition: partition, source_offsets: offsets } = record
      if (topic === null || partition === null || offsets === null) return
      const key = keyOf(record, { topic, partition })
      const known = ranges.get(key) ?? []
      ranges.set(key, known)
      known.push(...readRanges(offsets))
      sorted.delete(key)
      const run = runs.get(record.run) ?? { records: 0, events: 0 }
      runs.set(record.run, { records: run.records + record.records, events: run.events + record.events })
    },
    isDone: (undertaking, place) => isWithin(sortedOf(keyOf(undertaking, place)), place.offset),
    ofRun: (run) => runs.get(run) ?? { records: 0, events: 0 },
  }
}

/** Finds the last range that begins at the offset or before it; ranges never overlap, since each offset is written once. */
function isWithin(ranges: readonly OffsetRange[], offset: number): boolean {
  let low = 0
  let high = ranges.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((ranges[middle]?.first ?? 0) <= offset) low = middle + 1
    else high = middle
  }
  return offset <= (ranges[low - 1]?.last ?? -1)
}

function keyOf({ action, name }: Undertaking, { topic, partition }: Omit<Place, 'offset'>): string {
  return `${JSON.stringify([action, name])} ${topic}/${partition}`
}
