import type { Accounting, Comparison, Kept, Ledger } from '@bellhop/audit'

/**
 * Names what forbids to call a run good, each a sentence; none only when all events ended and every entity of which an
 * event was answered was compared and is as the truth has it. Pure.
 *
 * The simulated Mews makes no bad data, so whatever was given up is a fault here.
 */
export function findFaults(
  { accepted, short }: Kept,
  { problems, unread, stillWaiting }: Accounting,
  { compared, missing, differences, stale }: Comparison,
  { deadLetters, quarantined }: Pick<Ledger, 'deadLetters' | 'quarantined'>,
): string[] {
  return [
    ...problems,
    ...say(unread, 'events are not consumed'),
    ...say(stillWaiting, 'events still wait to be tried again'),
    ...sayFirst(short, 'events were answered more often than they are on their topics'),
    ...sayFirst(reasonsOf(quarantined), 'events or webhooks were put aside by the ingress'),
    ...sayFirst(reasonsOf(deadLetters), 'events were given up by the enricher'),
    ...(compared === 0 ? [`no record was compared, though ${accepted} events were answered`] : []),
    ...sayFirst(missing, 'entities that events have named could not be compared'),
    ...sayFirst(differences, 'fields differ from the truth'),
    ...sayFirst(stale, 'records follow a newer state'),
  ]
}

function say(count: number, what: string): string[] {
  return count > 0 ? [`${count} ${what}`] : []
}

function sayFirst(all: readonly string[], what: string): string[] {
  return say(all.length, `${what}, the first: ${all[0]}`)
}

function reasonsOf(letters: Ledger['deadLetters']): string[] {
  return letters.map(({ value }) => value.reason)
}
