import { Option } from 'commander'
import { parseMoment } from './parse-moment.ts'

/** `--since`: the moment from which on, epoch milliseconds. */
export function sinceOption(description: string, byDefault?: string): Option {
  const option = new Option('--since <moment>', description).argParser(parseNow)
  return byDefault === undefined ? option : option.default(parseNow(byDefault), byDefault)
}

/** `--until`: the moment before which, epoch milliseconds. */
export function untilOption(description: string): Option {
  return new Option('--until <moment>', description).argParser(parseNow)
}

function parseNow(text: string): number {
  return parseMoment(text, Date.now())
}
