import type { Tally } from './tally.ts'
import type { Written } from './write-again.ts'

/** Says in lines what a run came to, or what it would come to. Pure. */
export function renderWritten({ tally, outcome }: Written, what: string, isDry: boolean): readonly string[] {
  const { records, events, already, byTopic, refused } = tally
  const end = outcome === 'finished' ? '' : ' Stopped before the end: run it again, and it goes on where it was.'
  const before = already === 0 ? '' : `, ${already} were before`
  return [
    `${records} ${what} ${isDry ? 'would be' : 'were'} written once more as ${events} events${before}.${end}`,
    ...Object.entries(byTopic).map(([topic, count]) => `  ${count} to ${topic}`),
    ...refused.flatMap(({ why, count, examples }) => [
      `${count} cannot be: ${why}`,
      ...examples.map((id) => `  ${id}`),
      ...(count > examples.length ? [`  and ${count - examples.length} more`] : []),
    ]),
  ]
}

/** Says in a line how far a run is. Pure. */
export function renderProgress({ read, chosen, records, events }: Tally, isDry: boolean): string {
  const done = isDry ? `${records} would be written` : `${events} events written`
  return `${read} looked at, ${chosen} meant, ${done}`
}
