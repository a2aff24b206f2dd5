import { renderMoment } from '../render-time.ts'
import type { Entry, FieldChange, Trace } from './entry.ts'
import { renderWaitReason } from './render-reason.ts'
import { toEnd } from './to-end.ts'

/** A trace as lines for people: the story, what is no longer there, and the answer last. Pure. */
export function renderTrace({ entityId, since, at, entries, expired, conclusion }: Trace): readonly string[] {
  return [
    `${entityId} since ${renderMoment(since)}`,
    '',
    ...entries.flatMap((entry) => renderEntry(entry, entries, at)),
    ...(entries.length === 0 ? [] : ['']),
    ...expired.map(({ topic, firstAt }) =>
      firstAt === null
        ? `Expired: ${topic} holds nothing of that time any more.`
        : `Expired: of ${topic} all before ${renderMoment(firstAt)} is gone.`,
    ),
    conclusion.text,
  ]
}

function renderEntry(entry: Entry, entries: readonly Entry[], at: number): readonly string[] {
  const head = `${renderMoment(entry.at)}  ${entry.kind.padEnd(11)}  `
  const place = `${entry.topic}/${entry.partition}@${entry.offset}`
  switch (entry.kind) {
    case 'event': {
      const origin = entry.origin === 'webhook' ? '' : ` (${entry.origin})`
      const end = toEnd(entry.eventId, entries, at)
      return [`${head}${entry.discriminator}${origin} ${entry.eventId}, ${end}  ${place}`]
    }
    case 'wait': {
      const end = entry.isConsumed ? 'then taken again' : 'waits still'
      const until = `until ${renderMoment(entry.dueAt)}, ${end}`
      return [`${head}${entry.eventId} for ${entry.reason} (${renderWaitReason(entry.reason)}), ${until}  ${place}`]
    }
    case 'dead-letter':
      return [`${head}${entry.eventId ?? entry.id}: ${entry.reason} (${entry.class}), ${entry.detail}  ${place}`]
    case 'tombstone':
      return [`${head}${entry.entity} erased  ${place}`]
    case 'record': {
      const answers = `answers ${entry.eventIds.length === 1 ? '1 event' : `${entry.eventIds.length} events`}`
      const times = `fetched ${renderMoment(entry.fetchedAt)}, changed at Mews ${renderMoment(entry.changedAt)}`
      const deleted = entry.isDeleted ? ', deleted' : ''
      return [`${head}${entry.entity}${deleted}, ${times}, ${answers}  ${place}`, ...renderChanges(entry.changes)]
    }
  }
}

const indent = ' '.repeat(24)

function renderChanges(changes: readonly FieldChange[] | undefined): readonly string[] {
  if (changes === undefined) return [`${indent}the first record that is left`]
  if (changes.length === 0) return [`${indent}no field differs from the record before`]
  return changes.map(
    ({ field, before, after }) => `${indent}${field}: ${toText(field, before)} -> ${toText(field, after)}`,
  )
}

/** Names of fields that hold moments. */
const isMoment = /_(utc|at)$/

function toText(field: string, value: unknown): string {
  if (typeof value === 'number' && isMoment.test(field)) return renderMoment(value)
  return JSON.stringify(value)
}
