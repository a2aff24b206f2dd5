import type { TopicNames } from '@bellhop/records'
import type { BeginSpan } from '@bellhop/runtime'
import type { Lookup } from './lane-book.ts'
import { toTracePlaces } from './to-trace-places.ts'

/** The spans of the records that a turn publishes. */
export type RecordTraces = {
  /** The `traceparent` of a lookup's records. */
  readonly of: (lookup: Lookup) => string | undefined
  /** Ends them with the transaction. */
  readonly end: (failed?: string) => void
}

/**
 * Begins a span for each entity that is published. It is a part of the trace of the oldest event that it answers, and
 * links to the others' and to the fetch. The entity's id is none of its facts: it may be a guest's.
 */
export function beginRecordTraces(
  beginSpan: BeginSpan,
  fetched: readonly Lookup[],
  topics: Pick<TopicNames, 'entity'>,
): RecordTraces {
  const spans = new Map(
    fetched.map((lookup) => {
      const [parent, ...links] = toTracePlaces([lookup])
      const topic = topics.entity(lookup.entity)
      const span = beginSpan({
        name: `publish ${topic}`,
        kind: 'producer',
        parent,
        links: lookup.fetchedIn === undefined ? links : [...links, lookup.fetchedIn],
        facts: {
          'messaging.system': 'kafka',
          'messaging.destination.name': topic,
          'bellhop.events': lookup.events.length,
        },
      })
      return [lookup, span] as const
    }),
  )
  return {
    of: (lookup) => spans.get(lookup)?.traceparent,
    end: (failed) => {
      for (const span of spans.values()) span.end(undefined, failed)
    },
  }
}
