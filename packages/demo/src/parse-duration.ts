import { InvalidArgumentError } from 'commander'

const unitMs = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 } as const

/**
 * Reads a duration such as `60s`, `5m` or `500ms`; a bare number is seconds.
 *
 * @returns milliseconds
 * @throws InvalidArgumentError for anything else
 */
export function parseDuration(text: string): number {
  const match = /^(\d+(?:\.\d+)?)(ms|s|m|h)?$/.exec(text)
  const unit = match?.[2] ?? 's'
  if (match === null || !(unit === 'ms' || unit === 's' || unit === 'm' || unit === 'h')) {
    throw new InvalidArgumentError('A duration is a number and ms, s, m or h, such as 60s.')
  }
  return Number(match[1]) * unitMs[unit]
}

/** Reads a whole number of at least 1. @throws InvalidArgumentError for anything else */
export function parseCount(text: string): number {
  if (!/^[1-9]\d*$/.test(text)) throw new InvalidArgumentError('It must be a whole number of at least 1.')
  return Number(text)
}
