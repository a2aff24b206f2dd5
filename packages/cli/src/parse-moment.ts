import { InvalidArgumentError } from 'commander'

const unitMs = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const

/**
 * Reads a moment: a time in ISO 8601 (`2026-11-28`, `2026-11-28T09:30Z`; UTC where it says nothing else), or how long ago
 * it was (`90s`, `15m`, `24h`, `7d`). Pure but for the clock that is handed in.
 *
 * @param now - epoch milliseconds
 * @returns epoch milliseconds
 * @throws InvalidArgumentError for anything else
 */
export function parseMoment(text: string, now: number): number {
  const ago = /^(\d+(?:\.\d+)?)([smhd])$/.exec(text)
  const unit = ago?.[2]
  if (unit === 's' || unit === 'm' || unit === 'h' || unit === 'd') return now - Number(ago?.[1]) * unitMs[unit]
  const iso = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})?)?$/.exec(text)
  const at = iso === null ? Number.NaN : Date.parse(iso[1] !== undefined && iso[4] === undefined ? `${text}Z` : text)
  if (Number.isNaN(at)) {
    throw new InvalidArgumentError('A moment is a time such as 2026-11-28T09:30Z, or how long ago, such as 15m or 7d.')
  }
  return at
}
