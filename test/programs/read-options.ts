import { InvalidArgumentError } from 'commander'

/** Makes the reader of an option that takes the name of one thing, or the beginning of the names of several. */
export function toChosen(all: ReadonlyMap<string, unknown>, what: string): (text: string) => string {
  return (text) => {
    if ([...all.keys()].some((name) => name.startsWith(text))) return text
    throw new InvalidArgumentError(`There is no such ${what}.`)
  }
}

/** Those whose names begin as was chosen; all where nothing was. */
export function pickChosen<T>(all: ReadonlyMap<string, T>, chosen = ''): ReadonlyMap<string, T> {
  return new Map([...all].filter(([name]) => name.startsWith(chosen)))
}

/** Reads an option that takes seconds, above 0. */
export function toSeconds(text: string): number {
  const seconds = Number(text)
  if (seconds > 0 && seconds < Number.POSITIVE_INFINITY) return seconds
  throw new InvalidArgumentError('It is a number above 0.')
}
