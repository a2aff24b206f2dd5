import { type Command, InvalidArgumentError } from 'commander'
import { sinceOption, untilOption } from '../time-options.ts'
import type { LetterFilter } from './choose-letter.ts'

/** What a filter of dead letters is typed as. */
export type LetterOptions = LetterFilter

/** Declares the options that choose dead letters. */
export function declareLetterFilter(command: Command): void {
  command
    .option('--reason <code>', 'only of this reason, such as absent; may be given several times', collect)
    .option(
      '--class <class>',
      'only of this class: data, permission, upstream, ours; may be given several times',
      collect,
    )
    .option('--enterprise <id>', 'only of this enterprise; may be given several times', collect)
    .option('--id <id>', 'only this one: its id, its coordinates or its event; may be given several times', collect)
    .addOption(sinceOption('given up from then on'))
    .addOption(untilOption('given up before then'))
}

/** Gathers an option that may be given several times. */
export function collect(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value]
}

/** Reads `--rate`: events a second, above 0. */
export function parseRate(text: string): number {
  const rate = Number(text)
  if (rate > 0 && Number.isFinite(rate)) return rate
  throw new InvalidArgumentError('A rate is a number of events a second, above 0.')
}

/** The filter alone, of options that may hold more. Pure. */
export function toLetterFilter(options: LetterOptions): LetterFilter {
  const { reason, class: classes, enterprise, id, since, until } = options
  return {
    ...(reason && { reason }),
    ...(classes && { class: classes }),
    ...(enterprise && { enterprise }),
    ...(id && { id }),
    ...(since !== undefined && { since }),
    ...(until !== undefined && { until }),
  }
}
