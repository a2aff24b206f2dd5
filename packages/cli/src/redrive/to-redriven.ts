import type { Span } from '@bellhop/kafka'
import type { DeadLetter, ThinEvent } from '@bellhop/records'
import { type Choice, refuse } from './choice.ts'
import type { Place } from './ledger.ts'
import { pickThin } from './pick-thin.ts'
import { readQuarantined } from './read-quarantined.ts'

/**
 * Makes the events of a dead letter as they are to be written once more. Pure.
 *
 * The place of the dead letter becomes the event's id: whoever does it again makes the same events. When they were
 * received stays, since what is fetched may depend on it.
 *
 * @param original - the event as it was decoded from the dead letter's original, where that is an event's record
 */
export function toRedriven(letter: DeadLetter, place: Place, original: ThinEvent | undefined): Choice {
  const id = toPlaceId(place)
  // Of a long event the value stands in the original alone.
  const thin = pickThin(letter) ?? original
  if (thin !== undefined) {
    if (thin.entity_id === '') return refuse('the event names no entity')
    return { events: [{ ...thin, event_id: id, record_origin: 'redrive' }] }
  }
  if (letter.source_topic !== null) return refuse('the original cannot be read as an event')
  if (letter.original === null) return refuse('only a trace of the webhook is kept')

  const found = readQuarantined(letter)
  if (found === undefined) return refuse('the original is no webhook')
  const { events, misfits } = found
  const isOne = events.length + misfits === 1
  const redriven = events.map((event) => ({
    ...event,
    event_id: isOne ? id : `${id}-${event.index}`,
    record_origin: 'redrive',
  }))
  if (misfits === 0) return { events: redriven }
  return { events: redriven, refusal: isOne ? 'the event does not fit the shape' : 'events in it do not fit the shape' }
}

/** The coordinates of a record as one word: `<topic>-<partition>-<offset>`, as in the ids of dead letters. Pure. */
export function toPlaceId({ topic, partition, offset }: Place): string {
  return `${topic}-${partition}-${offset}`
}

/** The partition and offset that coordinates name, among spans; undefined for what is none of theirs. Pure. */
export function toSingleSpan(id: string, spans: readonly Span[]): Span | undefined {
  for (const span of spans) {
    const start = `${span.topic}-${span.partition}-`
    const offset = id.startsWith(start) ? Number(id.slice(start.length)) : Number.NaN
    if (Number.isInteger(offset) && offset >= span.low && offset < span.high) {
      return { ...span, low: offset, high: offset + 1 }
    }
  }
  return undefined
}
