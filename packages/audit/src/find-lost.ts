import { entityOf, type Sums, type ThinEvent } from '@bellhop/records'
import type { Findings } from './compare-count.ts'
import type { Ledger } from './ledger.ts'

/** Dead letters, and events that entity records listed, that the sums tell of and that may be deleted or compacted away. */
export type Gone = { readonly letters: number; readonly listed: number }

/**
 * Finds events that were consumed and stand nowhere. What ended unchanged is in no record; there may be as many of them as
 * the sums say, or as what they stood in is gone, and each needs a record of its entity: compaction keeps the last. Pure.
 *
 * @param unread - ids of events that are not consumed
 */
export function findLost(
  { events, entities, deadLetters }: Pick<Ledger, 'events' | 'entities' | 'deadLetters'>,
  unread: readonly string[],
  sums: Sums,
  gone: Gone,
): Findings & { readonly lost: readonly string[] } {
  const ended = new Set<string | null>([
    ...entities.flatMap(({ value }) => value.event_ids),
    ...deadLetters.map(({ value }) => value.event_id),
    ...unread,
  ])
  const nowhere = new Map(
    events.filter(({ value }) => !ended.has(value.event_id)).map(({ value }) => [value.event_id, value]),
  )
  const published = new Set(entities.map(({ entity, value }) => `${entity} ${value.id.toLowerCase()}`))
  const isPublished = ({ discriminator, entity_id }: ThinEvent) =>
    published.has(`${entityOf(discriminator)} ${entity_id.toLowerCase()}`)
  const areTooMany = nowhere.size > sums.unchanged + gone.listed + gone.letters
  const found = [...nowhere].filter(([, event]) => areTooMany || !isPublished(event)).map(([id]) => id)
  if (found.length === 0) return { lost: [], problems: [], incomparable: [] }
  const text = `${found.length} events are in no record, no dead letter, no retry topic`
  if (areTooMany || found.length > gone.letters) return { lost: found, problems: [text], incomparable: [] }
  const incomparable = [`${text}, and ${gone.letters} dead letters are deleted that may be theirs`]
  return { lost: [], problems: [], incomparable }
}
