import type { InputRecord, TurnOutput } from '@bellhop/kafka'
import { addEnd, fromNote, noSums, type Sums, toNote } from '@bellhop/records'
import type { TurnResult } from './turn.ts'

/** The ends of what a task has consumed, by topic. */
export type SumsByTopic = ReadonlyMap<string, Sums>

/**
 * Reads the sums that were committed with a task's offsets.
 *
 * @throws RangeError for a note that is not ours
 */
export function toSums(notes: ReadonlyMap<string, string>): SumsByTopic {
  return new Map([...notes].map(([topic, note]) => [topic, fromNote(note)]))
}

/**
 * Adds the ends of a turn to the sums of its task.
 *
 * @throws Error when the records taken from a topic and the ends of that topic differ in number: one was lost or ended
 * twice, and nothing of the turn may be committed
 */
export function addTurn(sums: SumsByTopic, taken: readonly InputRecord[], result: TurnResult): SumsByTopic {
  const next = new Map(sums)
  const add = (topic: string, end: Parameters<typeof addEnd>[1]) =>
    next.set(topic, addEnd(next.get(topic) ?? noSums, end))
  for (const { event, end } of result.ended) add(event.source.topic, end.end)
  for (const { source, end } of result.unreadable) add(source.topic, end.end)

  const takenOf = new Map<string, number>()
  for (const { topic } of taken) takenOf.set(topic, (takenOf.get(topic) ?? 0) + 1)
  for (const topic of new Set([...next.keys(), ...takenOf.keys()])) {
    const ends = (next.get(topic)?.consumed ?? 0) - (sums.get(topic)?.consumed ?? 0)
    const records = takenOf.get(topic) ?? 0
    if (ends === records) continue
    throw new Error(`A turn took ${records} records of ${topic} and ended ${ends}: nothing of it is committed`)
  }
  return next
}

/** Tells how far each topic has come with a turn: the offset after the last record taken, and the sums as its note. */
export function toProgress(taken: readonly InputRecord[], sums: SumsByTopic): TurnOutput['progress'] {
  const offsets = new Map<string, number>()
  for (const { topic, offset } of taken) offsets.set(topic, Math.max(offset + 1, offsets.get(topic) ?? 0))
  return new Map([...offsets].map(([topic, offset]) => [topic, { offset, note: toNote(sums.get(topic) ?? noSums) }]))
}
