import type { Lookup } from './lane-book.ts'

/** Traces that a span names at most: a fetch may answer thousands of events. */
const maxPlaces = 64

/** The `traceparent`s of the events of some lookups, each once, the oldest lookups' first. */
export function toTracePlaces(lookups: ReadonlyArray<Pick<Lookup, 'events'>>): string[] {
  const places = new Set<string>()
  for (const { events } of lookups) {
    for (const { traceparent } of events) {
      if (traceparent !== undefined) places.add(traceparent)
      if (places.size === maxPlaces) return [...places]
    }
  }
  return [...places]
}
