import { renderDuration, renderMoment } from '../render-time.ts'
import type { Conclusion, Entry } from './entry.ts'
import { renderWaitReason } from './render-reason.ts'
import { toEnd } from './to-end.ts'

type Of<K extends Entry['kind']> = Extract<Entry, { readonly kind: K }>

/**
 * Answers why an entity is as it is: what holds it up, or that nothing does. Pure.
 *
 * @param entries - in order of time
 * @param at - now, epoch milliseconds
 */
export function toConclusion(entityId: string, since: number, entries: readonly Entry[], at: number): Conclusion {
  const named = ofKind(entries, 'event')
  const events = named.filter(({ isRecognised }) => isRecognised)
  const waiting = ofKind(entries, 'wait').filter(({ isConsumed }) => !isConsumed)
  const unread = events.filter(({ isConsumed }) => !isConsumed)
  const record = ofKind(entries, 'record').at(-1)
  const tombstone = ofKind(entries, 'tombstone').at(-1)
  const dead = ofKind(entries, 'dead-letter').at(-1)
  const strange = named.findLast(({ isRecognised }) => !isRecognised)
  const event = events.at(-1)

  const wait = waiting.at(-1)
  if (wait !== undefined) return { text: toWaiting(wait, at), isWrong: !passing.has(wait.reason) }
  const [oldest] = unread
  if (oldest !== undefined) {
    const text = `Not read yet: an event of ${renderMoment(oldest.at)} stands on ${oldest.topic} for ${renderDuration(at - oldest.at)}; bellhop status says how far the enricher is behind.`
    return { text, isWrong: false }
  }
  // What was fetched for a later event tells of all that was before.
  const answeredAt = Math.max(
    record?.fetchedAt ?? -Infinity,
    events.findLast(({ eventId }) => toEnd(eventId, entries, at) !== 'dead-lettered')?.at ?? -Infinity,
  )
  if (dead !== undefined && dead.at > answeredAt) {
    const text = `Given up at ${renderMoment(dead.at)}: ${dead.reason} (${dead.class}), ${dead.detail}. Mend the cause, then redrive dead letter ${dead.id}.`
    return { text, isWrong: true }
  }
  if (strange !== undefined && strange.at > Math.max(answeredAt, tombstone?.at ?? -Infinity)) {
    return { text: toUnrecognised(strange), isWrong: true }
  }
  if (tombstone !== undefined && tombstone.at > (record?.at ?? -Infinity)) {
    return { text: `Erased: a tombstone was written at ${renderMoment(tombstone.at)}.`, isWrong: false }
  }
  if (record !== undefined) return { text: toUpToDate(record, event, entries, since, at), isWrong: false }
  if (event !== undefined) {
    const text = `Unknown: its last event, of ${renderMoment(event.at)}, was read and brought nothing to publish, but no record of it is left.`
    return { text, isWrong: true }
  }
  const text = `Nothing is known of ${entityId} since ${renderMoment(since)}: no webhook named it. Either Mews sent none, or the id is another one.`
  return { text, isWrong: true }
}

function toWaiting({ topic, at: waitsSince, reason, dueAt, attempts }: Of<'wait'>, at: number): string {
  const due = dueAt > at ? `due in ${renderDuration(dueAt - at)}` : `due since ${renderDuration(at - dueAt)}`
  const failures = attempts === 0 ? '' : `, ${attempts} failures of its own`
  return `Waiting in ${topic} since ${renderMoment(waitsSince)} for ${reason}: ${renderWaitReason(reason)}; ${due}${failures}.`
}

function toUnrecognised({ topic, at: receivedAt, discriminator }: Of<'event'>): string {
  return `Not looked into: the event ${discriminator} of ${renderMoment(receivedAt)} stands on ${topic}, since the catalogue does not know its kind. Once it does: bellhop replay --unrecognised.`
}

function toUpToDate(
  record: Of<'record'>,
  event: Of<'event'> | undefined,
  entries: readonly Entry[],
  since: number,
  at: number,
): string {
  const state = `${record.isDeleted ? 'deleted' : 'as it is'} in the record of ${renderMoment(record.at)} (changed at Mews ${renderMoment(record.changedAt)}, fetched ${renderMoment(record.fetchedAt)})`
  if (event === undefined) {
    return `Up to date as far as Mews has told: ${state}; no webhook has named it since ${renderMoment(since)}.`
  }
  const last = `its last event, of ${renderMoment(event.at)},`
  if (toEnd(event.eventId, entries, at) === 'enriched') return `Up to date: ${state}, which answers ${last} too.`
  return `Up to date: ${state}; ${last} was looked into and brought nothing newer.`
}

/** Reasons that pass by themselves, soon. */
const passing: ReadonlySet<string> = new Set([
  'absent',
  'deferred',
  'unfinished',
  'stale',
  'moved',
  'handed-over',
  'conflict',
])

function ofKind<K extends Entry['kind']>(entries: readonly Entry[], kind: K): ReadonlyArray<Of<K>> {
  return entries.filter((entry): entry is Of<K> => entry.kind === kind)
}
